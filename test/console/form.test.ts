import { expect, test } from "bun:test";

import { faultsIn, toFormSegment } from "../../src/console/page/composer/form.ts";

test("what is needed and missing is told, what is optional is not", () => {
  expect(Object.keys(faultsIn("share", { title: "  " }))).toEqual(["url", "title"]);
  expect(faultsIn("share", { title: "OneBot", url: "https://onebot.dev" })).toEqual({});
});

test.each([
  ["91", "0", ["lat"]],
  ["-90", "-180.5", ["lon"]],
  ["x", "y", ["lat", "lon"]],
  ["31.23", "121.47", []],
])("a place at %s, %s is wrong in %j", (lat, lon, wrong) => {
  expect(Object.keys(faultsIn("location", { lat, lon }))).toEqual(wrong);
});

test("music asks for what its source needs, and sends no more", () => {
  const values = { id: "7", url: "https://a.example/", audio: "https://b.example/", title: "Song" };
  expect([
    toFormSegment("music", values),
    toFormSegment("music", { ...values, type: "custom" }),
  ]).toEqual([
    { type: "music", data: { type: "qq", id: "7" } },
    {
      type: "music",
      data: {
        type: "custom",
        url: "https://a.example/",
        audio: "https://b.example/",
        title: "Song",
      },
    },
  ]);
});

test("JSON that cannot be read is not sent", () => {
  expect([faultsIn("json", { data: "{" })["data"]?.en, faultsIn("json", { data: "{}" })]).toEqual([
    expect.stringContaining("not valid JSON"),
    {},
  ]);
});
