// EverShop listens on every address of the machine; in tests it may answer on this one alone.
const { Server } = require("node:net");

const { listen } = Server.prototype;
Server.prototype.listen = function (place, ...rest) {
  const onlyHere = Number.isInteger(place) ? { host: "127.0.0.1", port: place } : place;
  return listen.call(this, onlyHere, ...rest);
};
