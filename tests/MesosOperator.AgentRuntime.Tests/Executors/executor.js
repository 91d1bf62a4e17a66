// A Mesos executor written against the executor HTTP API v1 alone. What it does with a task is said in the task's data:
// "run" keeps it running, "finish" ends it well, "crash" ends the executor itself once the task runs.
'use strict';
const http = require('http');
const crypto = require('crypto');

const env = process.env;
const [host, port] = env.MESOS_AGENT_ENDPOINT.split(':');
const ids = { framework_id: { value: env.MESOS_FRAMEWORK_ID }, executor_id: { value: env.MESOS_EXECUTOR_ID } };
const tasks = new Map();
const updates = new Map();
let stream = null;
let isEnding = false;
let subscriptions = 0;

function post(body, onAnswer) {
  const text = JSON.stringify({ ...ids, ...body });
  const request = http.request({
    host, port, method: 'POST', path: env.EXECUTOR_PATH || '/api/v1/executor', agent: false,
    headers: {
      'Content-Type': 'application/json', Accept: 'application/json', 'Content-Length': Buffer.byteLength(text),
      ...(env.MESOS_EXECUTOR_AUTHENTICATION_TOKEN && { Authorization: `Bearer ${env.MESOS_EXECUTOR_AUTHENTICATION_TOKEN}` }),
    },
  }, onAnswer);
  request.on('error', fault => console.log(`fault ${fault.message}`));
  request.end(text);
  return request;
}

function call(body) {
  post(body, answer => {
    if (answer.statusCode !== 202) console.log(`refused ${answer.statusCode}`);
    answer.resume();
  });
}

function update(taskId, state, onStored) {
  const uuid = crypto.randomBytes(16).toString('base64');
  const status = { task_id: { value: taskId }, state, source: 'SOURCE_EXECUTOR', uuid, executor_id: ids.executor_id, message: `said by ${env.MESOS_EXECUTOR_ID}` };
  updates.set(uuid, { status, onStored });
  if (state !== 'TASK_RUNNING') tasks.delete(taskId);
  call({ type: 'UPDATE', update: { status } });
}

function launch(task) {
  const id = task.task_id.value;
  const wish = task.data ? Buffer.from(task.data, 'base64').toString() : 'run';
  tasks.set(id, task);
  console.log(`launch ${id}`);
  update(id, 'TASK_RUNNING', () => {
    if (wish === 'finish') update(id, 'TASK_FINISHED');
    if (wish === 'crash') process.exit(3);
  });
}

const handlers = {
  SUBSCRIBED(event) {
    const it = event.subscribed;
    console.log(`subscribed ${it.executor_info.executor_id.value} ${it.framework_info.name} ${it.agent_info.id.value} ${it.container_id.value}`);
  },
  LAUNCH(event) { launch(event.launch.task); },
  LAUNCH_GROUP(event) {
    console.log(`group of ${event.launch_group.task_group.tasks.length}`);
    event.launch_group.task_group.tasks.forEach(launch);
  },
  KILL(event) { update(event.kill.task_id.value, 'TASK_KILLED'); },
  ACKNOWLEDGED(event) {
    const stored = updates.get(event.acknowledged.uuid);
    updates.delete(event.acknowledged.uuid);
    if (stored && stored.onStored) stored.onStored();
    if (isEnding && updates.size === 0) process.exit(0);
  },
  MESSAGE(event) {
    const text = Buffer.from(event.message.data, 'base64').toString();
    if (text === 'reconnect') { stream.destroy(); subscribe(); return; }
    call({ type: 'MESSAGE', message: { data: Buffer.from(`heard ${text}`).toString('base64') } });
  },
  SHUTDOWN() {
    console.log('shutdown');
    if (env.IGNORE_SHUTDOWN) return;
    isEnding = true;
    [...tasks.keys()].forEach(id => update(id, 'TASK_KILLED'));
    if (updates.size === 0) process.exit(0);
  },
  HEARTBEAT() {},
};

function subscribe() {
  const subscription = {
    unacknowledged_tasks: [...tasks.values()],
    unacknowledged_updates: [...updates.values()].map(it => ({ status: it.status })),
  };
  const mine = ++subscriptions;
  stream = post({ type: 'SUBSCRIBE', subscribe: subscription }, answer => {
    let rest = Buffer.alloc(0);
    answer.on('error', () => {});
    answer.on('data', bytes => {
      rest = Buffer.concat([rest, bytes]);
      for (;;) {
        const end = rest.indexOf(10);
        if (end < 0) return;
        const length = Number(rest.subarray(0, end).toString());
        if (rest.length < end + 1 + length) return;
        const event = JSON.parse(rest.subarray(end + 1, end + 1 + length).toString());
        rest = rest.subarray(end + 1 + length);
        handlers[event.type](event);
      }
    });
  });
  // An agent that checkpoints comes back: try again, unless another subscription has taken over.
  stream.on('close', () => {
    if (env.MESOS_CHECKPOINT === '1' && mine === subscriptions) setTimeout(() => { if (mine === subscriptions) subscribe(); }, 100);
  });
}

setInterval(() => call({ type: 'HEARTBEAT' }), 1000);
subscribe();
