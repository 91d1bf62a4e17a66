namespace MesosOperator.AgentRuntime.Containers;

/// <summary>What containerd and runc say about a start, without the steps on the way there.</summary>
internal static class RuntimeMessage
{
    private static readonly string[] Beginnings = ["unable to start container process: ", "runc create failed: ", "OCI runtime create failed: ", "failed to create shim task: "];

    private const string End = ": unknown";

    public static string Plain(string message)
    {
        var from = Beginnings.Select(beginning => message.LastIndexOf(beginning, StringComparison.Ordinal) is >= 0 and var at ? at + beginning.Length : 0).Max();
        var plain = message[from..];
        return plain.EndsWith(End, StringComparison.Ordinal) ? plain[..^End.Length] : plain;
    }
}
