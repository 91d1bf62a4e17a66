using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>The executors of a framework on the agent of an ACCEPT: those that live there, and those that its operations start.</summary>
internal sealed class ExecutorsAtHand(Agent agent, Framework framework, Offer offer)
{
    private readonly Dictionary<ExecutorId, ExecutorInfo> _started = [];

    /// <summary>What keeps an executor from running a task here (cases K05 and K07).</summary>
    public string? Problem(ExecutorInfo executor)
    {
        if (executor.FrameworkId is { } owner && owner != framework.Id)
            return $"ExecutorInfo has an invalid FrameworkID (Actual: {owner} vs Expected: {framework.Id})";
        if (executor.AllocationRole is { } role && role != offer.Role)
            return $"Executor uses resources allocated to role '{role}' while the offer is allocated to role '{offer.Role}'";
        if (Find(executor.Id) is { } known)
            return known.Equals(executor.Of(framework.Id))
                ? null
                : $"ExecutorInfo is not compatible with existing ExecutorInfo with same ExecutorID '{executor.Id}'";
        return executor.Resources.Items.Any(resource => resource.Traits.IsShared) ? "Executor uses shared resources" : null;
    }

    /// <summary>What starting an executor takes: nothing where it lives already.</summary>
    public ResourceSet Cost(ExecutorInfo? executor) =>
        executor is null || Find(executor.Id) is not null ? ResourceSet.Empty : executor.Resources;

    /// <summary>The executor to be started for a task, which from then on counts as one that lives; null where it lives already.</summary>
    public LaunchedExecutor? Start(ExecutorInfo? executor)
    {
        if (executor is null || Find(executor.Id) is not null)
            return null;
        var started = executor.Of(framework.Id);
        _started.Add(started.Id, started);
        return new(started, framework.Id, offer.AgentId, offer.Role);
    }

    /// <summary>Whether an executor lives here already.</summary>
    public bool Lives(ExecutorId id) => Find(id) is not null;

    private ExecutorInfo? Find(ExecutorId id) => _started.GetValueOrDefault(id) ?? agent.Executors.Find((framework.Id, id))?.Info;
}
