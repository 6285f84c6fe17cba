/** Why a session is not had, as whoever wanted it is told. */

export const sentences = {
  taken: "Another connection of this session has taken over",
  torn: "Connections of this client keep throwing each other out: it has a session, which one connection holds; stop the other bot, or set session.share",
  deaf: 'A session needs PINGs to be answered; set session.without_pong = "plain" to do without',
};
