namespace MesosOperator.Http.Access;

/// <summary>The realms of a Mesos master, which its challenges name (mesos-wire 1).</summary>
internal static class Realms
{
    public const string Scheduler = "mesos-master-scheduler";

    public const string ReadOnly = "mesos-master-readonly";

    public const string ReadWrite = "mesos-master-readwrite";
}
