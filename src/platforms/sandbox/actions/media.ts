/** Media that were received: their files, and their conversion (api/public). */
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import type { Medium } from "../media/content.ts";
import type { World } from "../world.ts";

export function mediaActions(world: World) {
  const { media } = world;

  return {
    get_image({ file }) {
      const medium = requireMedium(file);
      return { file: media.path(medium), ...describe(medium) };
    },

    async get_record({ file, out_format: format }, { account }) {
      const medium = requireMedium(file);
      if (medium.name.endsWith(`.${format}`))
        return { file: media.path(medium), ...describe(medium) };
      using reception = media.reception(account);
      reception.hold(medium);
      return { file: await media.conversions.find(medium, { format, account }) };
    },

    can_send_image: () => ({ yes: true }),
    can_send_record: () => ({ yes: true }),

    clean_cache: () => media.clean(),

    ocr_image({ image }) {
      requireMedium(image);
      return refuse("notPermitted", "The sandbox cannot read text in images");
    },
  } satisfies Partial<Handlers>;

  function requireMedium(name: string): Medium {
    return (
      media.find(name) ??
      refuse("unknownTarget", `There is no file named ${JSON.stringify(name.slice(0, 80))}`)
    );
  }

  function describe({ name, size }: Medium) {
    return { filename: name, size, url: media.url(name) };
  }
}
