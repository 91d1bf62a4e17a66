namespace MesosOperator.AgentRuntime.Processes;

/// <summary>Where programs are looked for when a task does not say.</summary>
internal static class DefaultPath
{
    public const string Value = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
}
