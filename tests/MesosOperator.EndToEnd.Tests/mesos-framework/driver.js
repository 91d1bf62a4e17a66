"use strict";

// A framework that runs a number of equal command tasks once each, on the npm client `mesos-framework`, and remembers in
// a file what it would otherwise keep in ZooKeeper: its framework id and its tasks. It may be killed and started again.
//
//   node driver.js <host> <port> <memory.json> <count> <command>
//
// Prints one JSON object a line, {"event":"subscribed"|"update"|"problem"|"done", ...}, and ends when every task has
// finished. What the client itself has to say goes to a file beside the memory, and errors to standard output too.

const fs = require("fs");
const path = require("path");

const [host, port, memoryFile, count, command] = process.argv.slice(2);

const { Scheduler, Mesos } = require("mesos-framework");
const mesos = Mesos.getMesos();
const say = (event, details) => console.log(JSON.stringify(Object.assign({ event }, details)));

const known = fs.existsSync(memoryFile) ? JSON.parse(fs.readFileSync(memoryFile, "utf8")) : { tasks: [] };
const finished = new Set(known.tasks.filter(task => task.finished).map(task => task.name));

const scheduler = new Scheduler({
    masterUrl: host,
    port: port,
    frameworkName: "npm client",
    logging: { path: path.dirname(memoryFile), fileName: "client.log", level: "warn" },
    tasks: {
        step: {
            priority: 1,
            instances: Number(count),
            commandInfo: new mesos.CommandInfo(null, null, true, command, null, null),
            resources: { cpus: 0.1, mem: 16, ports: 1, disk: 0 },
        },
    },
});

// What an earlier run of this program had launched is not pending: either it has finished, or the operator is asked.
scheduler.frameworkId = known.frameworkId || null;
for (const task of known.tasks) {
    const pending = scheduler.pendingTasks.findIndex(candidate => candidate.name === task.name);
    const [resumed] = scheduler.pendingTasks.splice(pending, 1);
    if (!task.finished) {
        resumed.taskId = task.taskId;
        resumed.runtimeInfo = task.runtimeInfo;
        resumed.isSubmitted = true;
        // Where the client looks for old variables if the task is lost: its launch may have died with the earlier run.
        resumed.commandInfo.environment = new mesos.Environment([]);
        scheduler.launchedTasks.push(resumed);
    }
}

// Written before the client's calls leave: it sends them on a later turn of the event loop.
const remember = () => {
    const launched = scheduler.launchedTasks.map(({ name, taskId, runtimeInfo }) => ({ name, taskId, runtimeInfo }));
    const tasks = launched.concat([...finished].map(name => ({ name, finished: true })));
    fs.writeFileSync(`${memoryFile}.new`, JSON.stringify({ frameworkId: scheduler.frameworkId, tasks }));
    fs.renameSync(`${memoryFile}.new`, memoryFile);
};

scheduler.on("ready", () => scheduler.subscribe());
scheduler.on("subscribed", ({ frameworkId }) => {
    remember();
    say("subscribed", { frameworkId });
});
scheduler.on("offers", remember);

// An accepted offer leaves the client with a filter of five seconds on the rest of it.
scheduler.on("sent_accept", () => scheduler.pendingTasks.length > 0 && scheduler.revive());

// Leaves when every task has finished and every acknowledgement has arrived: one that comes later finds no framework.
let acknowledging = 0;
let leaving = false;
const leaveWhenDone = () => {
    if (finished.size === Number(count) && acknowledging === 0 && !leaving) {
        leaving = true;
        scheduler.teardown();
    }
};

scheduler.on("update", ({ status }) => {
    const name = status.task_id.value.split(".").slice(-2)[0];
    if (status.state === "TASK_FINISHED")
        finished.add(name);
    if (status.uuid)
        acknowledging++;
    say("update", { task: name, taskId: status.task_id.value, state: status.state, reason: status.reason });
    remember(); // After it was told: who is killed in between asks again, and tells it twice rather than never.
    leaveWhenDone();
});
scheduler.on("sent_acknowledge", () => {
    acknowledging--;
    leaveWhenDone();
});
scheduler.on("sent_teardown", () => {
    say("done", { finished: finished.size });
    process.exit(0);
});

// Who leaves sees its stream end, which the client reports as a problem.
scheduler.on("error", problem => leaving || say("problem", { message: String((problem && problem.message) || problem) }));
