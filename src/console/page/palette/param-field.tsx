/** The field of one param, by its shape; people and groups are offered by name, and taken by number too. */
import { useId } from "react";

import type { Param } from "../../../protocol/shape.ts";
import { say } from "../../../words/language.ts";
import { usePeopleAndGroups } from "../people/known.ts";
import { palette as words, paramNames } from "../words/palette.ts";
import { PeopleField } from "./people-field.tsx";

export interface ParamFieldProps {
  readonly param: Param;
  readonly value: string;
  /** What the server found wrong with it. */
  readonly mistake: string | undefined;
  readonly onChange: (value: string) => void;
}

export function ParamField({ param, value, mistake, onChange }: ParamFieldProps) {
  const id = useId();
  const label = paramNames[param.name];
  return (
    <div className="param">
      <label htmlFor={id}>
        {label && <span id={`${id}-label`}>{say(label)} </span>}
        <code>{param.name}</code>
        {param.isOptional && <span className="faint"> {say(words.optional)}</span>}
      </label>
      <Input id={id} param={param} value={value} mistake={mistake} onChange={onChange} />
      {mistake && (
        <p className="bad hint" id={`${id}-mistake`}>
          {mistake}
        </p>
      )}
    </div>
  );
}

function Input({ id, param, value, mistake, onChange }: ParamFieldProps & { readonly id: string }) {
  const { name, shape, isOptional, default: initial } = param;
  const common = {
    id,
    value,
    className: `field${mistake ? " is-wrong" : ""}`,
    "aria-invalid": mistake !== undefined,
    "aria-describedby": mistake ? `${id}-mistake` : undefined,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };
  const placeholder =
    initial === undefined || initial === ""
      ? ""
      : `${say(words.initial)} ${JSON.stringify(initial)}`;
  if (shape.is === "list" && /^(?:members|admins)$/.test(name))
    return <PeopleField value={value} labelledBy={`${id}-label`} onChange={onChange} />;
  switch (shape.is) {
    case "flag":
    case "choice": {
      const choices = shape.is === "flag" ? ["true", "false"] : shape.words;
      return (
        <select {...common}>
          {(isOptional || value === "") && <option value="">{placeholder || "–"}</option>}
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {shape.is === "flag" ? say(choice === "true" ? words.yes : words.no) : choice}
            </option>
          ))}
        </select>
      );
    }
    case "message":
    case "list":
    case "fields":
      return (
        <textarea
          {...common}
          className={`${common.className} is-area`}
          rows={2}
          placeholder={shape.is === "message" ? "" : "JSON"}
        />
      );
    case "whole":
    case "text":
      return <TextInput {...common} name={name} placeholder={placeholder} />;
    default:
      return shape satisfies never;
  }
}

type TextInputProps = React.ComponentProps<"input"> & {
  readonly id: string;
  readonly name: string;
};

function TextInput({ name, id, ...rest }: TextInputProps) {
  const { people, groups } = usePeopleAndGroups();
  const known =
    name === "group_id" ? groups : /^(?:user_id|target_id|owner|account)$/.test(name) ? people : [];
  return (
    <>
      <input
        {...rest}
        id={id}
        type="text"
        autoComplete="off"
        list={known.length > 0 ? `${id}-known` : undefined}
      />
      {known.length > 0 && (
        <datalist id={`${id}-known`}>
          {known.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
