using System.Collections.Immutable;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Tasks;
using Kind = MesosOperator.Protocol.Mesos.V1.Offer.Types.Operation.Types.Type;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Offers;

/// <summary>What a framework does with the offers that it accepts.</summary>
internal static class OperationsFromWire
{
    public static ImmutableArray<OfferOperation> Map(IEnumerable<Wire.Offer.Types.Operation> operations) => [.. operations.Select(Map)];

    private static OfferOperation Map(Wire.Offer.Types.Operation operation) => operation switch
    {
        { HasType: true, Type: Kind.Launch, Launch: { } launch } =>
            new OfferOperation.Launch(Marked(launch.TaskInfos.Select(TaskFromWire.Map), IdDefectOf(operation))),
        { HasType: true, Type: Kind.LaunchGroup, LaunchGroup: { } group } => Group(group, IdDefectOf(operation)),
        _ => ResourceOperationsFromWire.Map(operation),
    };

    private static OfferOperation.LaunchGroup Group(Wire.Offer.Types.Operation.Types.LaunchGroup group, string? defect)
    {
        var executor = ExecutorFromWire.Map(group.Executor);
        var tasks = group.TaskGroup.Tasks.Select(task => TaskFromWire.MapInGroup(task, group.Executor));
        return new(executor.Info, [.. tasks]) { Defect = defect ?? ExecutorDefects.FindInGroup(group.Executor) ?? executor.Problem };
    }

    private static string? IdDefectOf(Wire.Offer.Types.Operation operation) =>
        operation.Id is null ? null : "A launch must not have an operation ID";

    private static ImmutableArray<TaskInfo> Marked(IEnumerable<TaskInfo> tasks, string? defect) =>
        [.. defect is null ? tasks : tasks.Select(task => task with { Defect = defect })];
}
