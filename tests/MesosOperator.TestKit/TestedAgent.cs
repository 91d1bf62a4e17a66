namespace MesosOperator.TestKit;

/// <summary>The program <c>mesos-agent</c> that tests and benchmarks start.</summary>
public static class TestedAgent
{
    /// <summary>That in MESOS_AGENT_PROGRAM, such as the one compiled ahead of time; else the one built with the tests.</summary>
    public static string Path => Environment.GetEnvironmentVariable("MESOS_AGENT_PROGRAM") is { Length: > 0 } program
        ? program
        : System.IO.Path.Combine(AppContext.BaseDirectory, "mesos-agent");
}
