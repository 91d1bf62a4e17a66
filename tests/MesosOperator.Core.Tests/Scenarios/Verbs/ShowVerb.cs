using MesosOperator.Core.Agents;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ShowVerb : IVerb
{
    public string Usage => "show agents|frameworks|roles|quotas|demand|maintenance  what readers see now";

    public void Do(Narration narration, Words words)
    {
        var view = narration.Master.Core.View();
        var lines = words.Next("what to show") switch
        {
            "agents" => view.Agents.Concat(view.UnreachableAgents).Select(agent =>
                $"{narration.Cast.NameOf(agent.Id)} {agent.State}{Part(agent.Duty)}: {agent.Total}{Part("offered", agent.Offered)}{Part("used", agent.Used)}{Part(agent.GivenUp)}"),
            "frameworks" => view.Frameworks.Concat(view.CompletedFrameworks).Select(framework =>
                $"{narration.Cast.NameOf(framework.Id)} {framework.State}"
                + $"{Part("tasks", framework.Tasks)}{Part("completed", framework.CompletedTasks)}{Part(framework.Executors)}{Part("offered", framework.Offered)}{Part("used", framework.Used)}"),
            "roles" => view.Roles.Select(role =>
                $"{role.Name} weight {role.Weight} share {role.DominantShare:0.###}, holds {role.Held}; {string.Join(' ', role.Frameworks.Select(narration.Cast.NameOf))}"),
            "quotas" => view.Quotas.Select(quota => $"{quota.Key} guaranteed {Words(quota.Value.Guarantees)}, limit {Words(quota.Value.Limits)}, "
                + $"consumes {Words(narration.Master.Core.State.Shares.Quotas.Consumed(quota.Key))}")
                .Append($"kept free {Words(narration.Master.Core.State.Shares.Quotas.Required)}"),
            "demand" => view.Frameworks.SelectMany(framework => framework.Demands.Select(demand =>
                $"{narration.Cast.NameOf(framework.Id)} {demand.Demand.Role}: {demand.Demand.Count} × {demand.Demand.Resources}, unmet {demand.Unmet}")),
            "maintenance" => view.Maintenance.Windows.SelectMany(window => window.Machines, (window, machine) =>
                $"{machine} {view.Maintenance.ModeOf(machine)}{MachineWords.Of(window.Unavailability)}")
                .Concat(view.Agents.SelectMany(agent => agent.InverseStatuses, (agent, status) =>
                    $"{narration.Cast.NameOf(status.FrameworkId)} will {(status.Answer == InverseAnswer.Accept ? "" : "not ")}leave {narration.Cast.NameOf(agent.Id)}, "
                    + $"as of {(status.At - TestMaster.Start).TotalSeconds}s")),
            var other => throw new FormatException($"nothing to show of '{other}'"),
        };
        words.RequireAllUsed();
        foreach (var line in lines)
            narration.Say(line);
    }

    private static string Words(object quantities) => quantities.ToString() is { Length: > 0 } words ? words : "nothing";

    private static string Part(IReadOnlyCollection<LaunchedExecutor> executors) => executors.Count == 0
        ? ""
        : $", executors {string.Join(' ', executors.Select(executor => executor.Id))}";

    private static string Part(IReadOnlyCollection<GivenUpTask> copies) => copies.Count == 0
        ? ""
        : $", given up {string.Join(' ', copies.Select(copy => copy.TaskId.Value + (copy.HasEnded ? ":ended" : copy.Held.IsEmpty ? "" : ":there")))}";

    private static string Part(AgentDuty duty) => duty.Mode == AgentMode.Active ? "" : $" {duty.Mode}";

    private static string Part(string name, ResourceSet resources) => resources.IsEmpty ? "" : $", {name} {resources}";

    private static string Part(string name, IReadOnlyCollection<LaunchedTask> tasks) => tasks.Count == 0
        ? ""
        : $", {name} {string.Join(' ', tasks.Select(task => $"{task.Id}:{task.State}"))}";
}
