using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Addresses;
using MesosOperator.Http.Reading.State;
using MesosOperator.Protocol.Mapping.Maintenance;
using MesosOperator.Protocol.Mapping.Operators;
using MesosOperator.Protocol.Mesos.V1.Master;
using MesosOperator.Runtime.Logs;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Metrics;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Operators;

/// <summary>What operator calls read.</summary>
internal sealed class OperatorReads(IMaster master, MasterAddress address, FlagsJson flags, MasterProgress progress, MesosSnapshot metrics, LogVerbosity verbosity)
{
    /// <summary>The answer to a read; null when the master has stopped.</summary>
    public async Task<Response?> AnswerAsync(Call call, CancellationToken stop)
    {
        var type = call.Type;
        if (Fixed(type) is { } known)
            return known;
        if (type == Call.Types.Type.GetMetrics)
            return await metrics.ReadAsync(TimeoutOf(call.GetMetrics), stop) is { } figures ? Metrics(figures) : null;
        return await master.ViewAsync(stop) is { } view ? Of(type, view) : null;
    }

    /// <summary>The picture that long answers are written from; null when the master has stopped.</summary>
    public Task<MasterView?> ViewAsync(CancellationToken stop) => master.ViewAsync(stop);

    /// <summary>How long to wait for figures that must be waited for; null for as long as it takes.</summary>
    private static TimeSpan? TimeoutOf(Call.Types.GetMetrics wanted) =>
        wanted.Timeout is { } timeout ? TimeSpan.FromMicroseconds(Math.Max(0, timeout.Nanoseconds / 1000)) : null;

    /// <summary>Whether a call only reads.</summary>
    public static bool IsRead(Call.Types.Type type) => type is
        Call.Types.Type.GetHealth or Call.Types.Type.GetFlags or Call.Types.Type.GetVersion or Call.Types.Type.GetMetrics
        or Call.Types.Type.GetLoggingLevel or Call.Types.Type.GetState or Call.Types.Type.GetAgents or Call.Types.Type.GetFrameworks
        or Call.Types.Type.GetExecutors or Call.Types.Type.GetOperations or Call.Types.Type.GetTasks or Call.Types.Type.GetRoles
        or Call.Types.Type.GetWeights or Call.Types.Type.GetMaster or Call.Types.Type.GetMaintenanceStatus
        or Call.Types.Type.GetMaintenanceSchedule or Call.Types.Type.GetQuota;

    /// <summary>What is told without a look at the state.</summary>
    private Response? Fixed(Call.Types.Type type) => type switch
    {
        Call.Types.Type.GetHealth => new() { Type = Response.Types.Type.GetHealth, GetHealth = new() { Healthy = !progress.IsStuck } },
        Call.Types.Type.GetFlags => new()
        {
            Type = Response.Types.Type.GetFlags,
            GetFlags = new() { Flags = { flags.All.Select(flag => new Wire.Flag { Name = flag.Name, Value = flag.Value }) } },
        },
        Call.Types.Type.GetVersion => new() { Type = Response.Types.Type.GetVersion, GetVersion = new() { VersionInfo = VersionJson.Info() } },
        Call.Types.Type.GetLoggingLevel => new() { Type = Response.Types.Type.GetLoggingLevel, GetLoggingLevel = new() { Level = verbosity.Level } },
        Call.Types.Type.GetMaster => new() { Type = Response.Types.Type.GetMaster, GetMaster = Master() },
        _ => null,
    };

    private static Response Of(Call.Types.Type type, MasterView view) => type switch
    {
        Call.Types.Type.GetAgents => new() { Type = Response.Types.Type.GetAgents, GetAgents = AgentsToWire.Map(view) },
        Call.Types.Type.GetFrameworks => new() { Type = Response.Types.Type.GetFrameworks, GetFrameworks = FrameworksToWire.Map(view) },
        Call.Types.Type.GetExecutors => new() { Type = Response.Types.Type.GetExecutors, GetExecutors = TasksToWire.Executors(view) },
        Call.Types.Type.GetOperations => new() { Type = Response.Types.Type.GetOperations, GetOperations = TasksToWire.Operations(view) },
        Call.Types.Type.GetRoles => new() { Type = Response.Types.Type.GetRoles, GetRoles = StateToWire.Roles(view) },
        Call.Types.Type.GetWeights => Weights(view),
        Call.Types.Type.GetQuota => new() { Type = Response.Types.Type.GetQuota, GetQuota = new() { Status = QuotaToWire.Map(view) } },
        Call.Types.Type.GetMaintenanceStatus => new()
        {
            Type = Response.Types.Type.GetMaintenanceStatus,
            GetMaintenanceStatus = new() { Status = MaintenanceToWire.Status(view) },
        },
        Call.Types.Type.GetMaintenanceSchedule => new()
        {
            Type = Response.Types.Type.GetMaintenanceSchedule,
            GetMaintenanceSchedule = new() { Schedule = MaintenanceToWire.Schedule(view.Maintenance) },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a read"),
    };

    /// <summary>Without weights there is not even an empty list, as recorded.</summary>
    private static Response Weights(MasterView view) => new()
    {
        Type = Response.Types.Type.GetWeights,
        GetWeights = view.WeightsMilli.IsEmpty ? null : StateToWire.Weights(view),
    };

    private static Response Metrics(IReadOnlyDictionary<string, double> figures) => new()
    {
        Type = Response.Types.Type.GetMetrics,
        GetMetrics = new() { Metrics = { figures.Select(figure => new Wire.Metric { Name = figure.Key, Value = figure.Value }) } },
    };

    private Response.Types.GetMaster Master()
    {
        var info = address.Info.Clone();
        info.Capabilities.Add(new Wire.MasterInfo.Types.Capability { Type = Wire.MasterInfo.Types.Capability.Types.Type.AgentDraining });
        info.Capabilities.Add(new Wire.MasterInfo.Types.Capability { Type = Wire.MasterInfo.Types.Capability.Types.Type.QuotaV2 });
        return new() { MasterInfo = info, StartTime = progress.StartedAt.ToSeconds(), ElectedTime = progress.StartedAt.ToSeconds() };
    }
}
