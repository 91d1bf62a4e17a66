using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class StatusVerb : IVerb
{
    public string Usage => "status <task> <state> [update=<name>|none] [latest=<state>] [reason=<reason>] [on=<agent>]\n"
        + "                                         the task's agent reports on it";

    public void Do(Narration narration, Words words)
    {
        var task = narration.Cast.Task(words.Next("the task"));
        var state = StateOf(words.Next("the state"));
        var latest = words.Option("latest") is { } newer ? StateOf(newer) : state;
        var update = words.Option("update") ?? $"{task.Info.Id}-{state}";
        var on = words.Option("on");
        var reason = words.Option("reason") is { } why ? Enum.Parse<StatusReason>(why) : (StatusReason?)null;
        words.RequireAllUsed();
        var agent = narration.Cast.Agents.First(agent => on is null ? agent.Id == task.Info.AgentId : agent.Name == on);
        var status = new TaskStatus(task.Info.Id, state, StatusSource.Executor)
        {
            Reason = reason,
            UpdateId = update == "none" ? null : narration.Cast.Update(update),
            ExecutorId = task.Info.ExecutorId ?? new ExecutorId(task.Info.Id.Value),
            Timestamp = narration.Master.Now,
        };
        narration.Apply(new AgentCommand.ReportUpdate(agent.Link, task.FrameworkId, status, latest));
    }

    public static TaskState StateOf(string word) => Enum.TryParse<TaskState>(word, ignoreCase: true, out var state)
        ? state
        : throw new FormatException($"no state '{word}'");
}
