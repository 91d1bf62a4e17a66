namespace MesosOperator.AgentRuntime.Executors;

/// <summary>Who a token says that its bearer is, in the names that Mesos' tokens have for it.</summary>
/// <param name="Fid">Id of the framework.</param>
/// <param name="Eid">Id of the executor.</param>
/// <param name="Cid">Id of its container, which tells its runs apart.</param>
internal sealed record ExecutorClaims(string Fid, string Eid, string Cid);
