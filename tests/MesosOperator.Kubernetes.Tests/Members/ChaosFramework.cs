using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Protocol.Mapping.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Tests.Members;

/// <summary>A framework that keeps some tasks running, starts another for each that it hears is gone, and believes what it hears.</summary>
internal sealed class ChaosFramework(OperatorWorld home, Prng prng, ISet<TaskState> told)
{
    private const int Wanted = 6;

    private readonly FrameworkInfo _info = new("root", "chaos")
    {
        Roles = [new RoleName("dev")],
        FailoverTimeout = TimeSpan.FromDays(1),
        Capabilities = FrameworkCapabilities.MultiRole | FrameworkCapabilities.PartitionAware,
        Labels = prng.Next(2) == 0 ? [] : [new(PartitionPolicy.ActionLabel, "Replace"), new(PartitionPolicy.AfterLabel, $"{prng.Next(100)}")],
    };

    /// <summary>The ends that it was told, among them that nobody knows of a task, with the updates that told them.</summary>
    private readonly Dictionary<string, (TaskState State, UpdateId? Update)> _ends = [];

    private FrameworkId? _id;
    private string _stream = "";
    private int _streams;
    private int _heard;
    private int _tasks;

    /// <summary>Its tasks that have not ended, as it believes.</summary>
    public SortedDictionary<string, TaskState> Alive { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it wants no more than it has.</summary>
    public bool IsContent { get; set; }

    public async Task SubscribeAsync()
    {
        (_stream, _heard) = ($"chaos-{++_streams}", 0);
        Assert.Null(await home.SubscribeAsync(_stream, _info with { Id = _id }));
    }

    /// <summary>Asks for the state of everything that it believes alive.</summary>
    public Task ReconcileAsync() => CallAsync(caller => new FrameworkCommand.Reconcile(_id!.Value, caller, [.. Alive.Keys.Select(task => new TaskQuery(new(task), null))]));

    /// <summary>Hears what it was told since, and does something about it.</summary>
    public async Task ActAsync()
    {
        var notices = home.Streams.Told(_stream).ToArray();
        for (; _heard < notices.Length; _heard++)
            switch (notices[_heard])
            {
                case FrameworkNotice.Subscribed subscribed:
                    _id = subscribed.FrameworkId;
                    await ReconcileAsync();
                    break;
                case OffersMade made:
                    foreach (var item in made.Items)
                        await AnswerAsync(item.Offer);
                    break;
                case FrameworkNotice.TaskUpdated { Status: var status }:
                    await HearAsync(status);
                    break;
            }
    }

    private async Task AnswerAsync(Offer offer)
    {
        if (IsContent || Alive.Count >= Wanted || offer.Resources.Quantities.Get("cpus").Milli < 1000)
        {
            await CallAsync(caller => new FrameworkCommand.Decline(_id!.Value, caller, [offer.Id], TimeSpan.FromSeconds(2)));
            return;
        }

        var task = Describe(offer);
        Alive.Add(task.TaskId.Value, TaskState.Staging);
        await CallAsync(caller => new FrameworkCommand.Accept(_id!.Value, caller, [offer.Id], [new OfferOperation.Launch([TaskFromWire.Map(task)])], TimeSpan.FromSeconds(1)));
    }

    private Wire.TaskInfo Describe(Offer offer)
    {
        var task = new Wire.TaskInfo
        {
            Name = "chaos",
            TaskId = new() { Value = $"t{++_tasks}" },
            AgentId = new() { Value = offer.AgentId.Value },
            Command = new() { Value = "sleep 1000" },
            Resources = { Amount("cpus", 1), Amount("mem", 32) },
        };
        if (prng.Next(3) == 0)
            task.Labels = new()
            {
                Labels_ = { prng.Next(2) == 0
                ? [new Wire.Label { Key = PartitionPolicy.ActionLabel, Value = "Keep" }]
                : [new Wire.Label { Key = PartitionPolicy.ActionLabel, Value = "Kill" }, new Wire.Label { Key = PartitionPolicy.AfterLabel, Value = $"{prng.Next(100)}" }] }
            };
        return task;
    }

    private static Wire.Resource Amount(string name, double value) => new()
    {
        Name = name,
        Type = Wire.Value.Types.Type.Scalar,
        Scalar = new() { Value = value },
        AllocationInfo = new() { Role = "dev" },
    };

    private async Task HearAsync(TaskStatus status)
    {
        var id = status.TaskId.Value;
        told.Add(status.State);
        if (_ends.TryGetValue(id, out var end))
        {
            // An answer may be quicker than the update that is repeated until it is acknowledged.
            Assert.True(
                status.Reason == StatusReason.Reconciliation || (status.State == end.State && (end.Update ?? status.UpdateId) == status.UpdateId),
                $"{id} was told as {end} and is {status.State} ({status.Reason}: {status.Message})");
            _ends[id] = (end.State, end.Update ?? status.UpdateId);
        }
        else if (status.State.IsTerminal() || status.State == TaskState.Unknown)
            (_ends[id], _) = ((status.State, status.UpdateId), Alive.Remove(id));
        else
            Alive[id] = status.State;
        if (status.UpdateId is { } update && prng.Next(5) > 0)
            await CallAsync(caller => new FrameworkCommand.Acknowledge(_id!.Value, caller, status.AgentId!.Value, status.TaskId, update));
    }

    private async Task CallAsync(Func<Caller, FrameworkCommand> call)
    {
        if (_id is not null)
            await home.Operator.Master.CallAsync(call(new(new StreamId(_stream), null)));
    }
}
