// grammY: `node grammy_fsync.mjs FOLDER FILE FORM`. Each update's session is appended to
// FILE and synced before the update counts as done. grammY itself stands in FOLDER.
// It speaks like `bot/bench/player.py`: a line names a lap, a line says what it cost.

import fs from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import readline from "node:readline";

const [folder, file, told] = process.argv.slice(2);
const { Bot, session } = createRequire(`${folder}/`)("grammy");
const form = JSON.parse(told);
const sent = JSON.parse(form.sent);
let replies = 0;

const states = new Map();
const log = fs.openSync(file, "w");
const appended = {
  read: (key) => states.get(key),
  write: (key, value) => {
    states.set(key, value);
    fs.writeSync(log, `${JSON.stringify([key, value])}\n`);
    fs.fdatasyncSync(log);
  },
  delete: (key) => states.delete(key),
};

const bot = new Bot(form.token, { botInfo: JSON.parse(form.me).result });
bot.api.config.use((_previous, _method, payload) => {
  JSON.stringify(payload);
  replies += 1;
  return Promise.resolve(sent);
});
bot.use(session({ initial: () => ({ at: null, answers: {} }), storage: appended }));
bot.command("start", async (ctx) => {
  ctx.session.at = 0;
  await ctx.reply(form.questions[0]);
});
bot.on("message:text", async (ctx) => {
  const { at } = ctx.session;
  if (at === null) return;
  const choices = form.choices[at];
  if (choices.length && !choices.includes(ctx.message.text)) {
    await ctx.reply(form.questions[at]);
    return;
  }
  ctx.session.answers[at] = ctx.message.text;
  ctx.session.at = at + 1 < form.choices.length ? at + 1 : null;
  await ctx.reply(form.questions[at + 1]);
});

const feed = async (bodies) => {
  for (const body of bodies) await bot.handleUpdate(JSON.parse(body));
};
const say = (figures) => process.stdout.write(`${JSON.stringify(figures)}\n`);

say({ ready: true });
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [path] = JSON.parse(line);
  const lap = JSON.parse(fs.readFileSync(path, "utf8"));
  for (const bodies of lap.opening) await feed(bodies);
  const answers = lap.answers.map((bodies) => bodies.map((body) => Buffer.from(body)));
  const before = replies;
  const wall = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  for (const bodies of answers) await feed(bodies);
  const spent = process.cpuUsage(cpu);
  say({
    turns: answers.flat().length,
    replies: replies - before,
    cpu: (spent.user + spent.system) / 1e6,
    wall: Number(process.hrtime.bigint() - wall) / 1e9,
  });
}
