/** What is wrong with a text that is no TOML, as the parser says it, in Chinese. */

const chinese: Partial<Record<string, string>> = {
  "control characters are not allowed in comments": "注释中不能有控制字符",
  "control characters are not allowed in strings": "字符串中不能有控制字符",
  "document contains an unsafe property": "使用了不安全的键名",
  "document contains excessively nested structures. aborting.": "嵌套过深",
  "each key-value declaration must be followed by an end-of-line": "一行只能写一个键和它的值",
  "expected comma or end of structure": "此处应是逗号或结尾的括号",
  "expected end of table array declaration": "此处应是 ]]",
  "illegal character in key": "键中有不允许的字符",
  "illegal character in numeric literal": "数字中有不允许的字符",
  "illegal empty bare key": "键不能为空",
  "illegal leading zero": "数字不能以 0 开头",
  "illegal quoted key: multiline strings are not allowed": "键不能是多行字符串",
  "illegal underscore": "下划线的位置不对",
  "incomplete key-value: cannot find end of key": "缺少等号",
  "integer value cannot be represented losslessly": "整数太大",
  "invalid date": "日期不正确",
  "invalid escape: only line-ending whitespace may be escaped": "转义只能用于行尾空白",
  "invalid non-hex character in unicode escape": "Unicode 转义中有非十六进制字符",
  "invalid unicode escape": "Unicode 转义不正确",
  "invalid value": "值不正确",
  "trying to redefine an already defined table or value": "重复定义了表或值",
  "trying to redefine an already defined value": "重复定义了值",
  "unexpected end of key": "键未写完",
  "unfinished array": "数组没有结束",
  "unfinished numeric value": "数字没有写完",
  "unfinished string": "字符串缺少结尾的引号",
  "unfinished table": "表没有结束",
  "unrecognised escape sequence": "无法识别的转义",
};

/** The parser's reason, after whatever it begins each of them with. */
export function inChinese(reason: string): string {
  const bare = reason.replace(/^Invalid TOML document: /, "");
  return (Object.hasOwn(chinese, bare) ? chinese[bare] : undefined) ?? bare;
}
