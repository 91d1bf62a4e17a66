namespace MesosOperator.AgentRuntime.Processes;

/// <summary>How a process ended, as wait(2) tells it.</summary>
internal readonly record struct ExitStatus(int WaitStatus)
{
    public int Signal => WaitStatus & 0x7f;

    public int Code => (WaitStatus >> 8) & 0xff;

    public bool IsSuccess => WaitStatus == 0;

    private bool IsCoreDumped => (WaitStatus & 0x80) != 0;

    public static ExitStatus FromCode(int code) => new(code << 8);

    public static ExitStatus FromSignal(int signal) => new(signal);

    /// <summary>In Mesos' words, such as <c>Command exited with status 3</c> or <c>Command terminated with signal Killed</c>.</summary>
    public override string ToString() => Signal == 0
        ? $"Command exited with status {Code}"
        : $"Command terminated with signal {SignalNames.Describe(Signal)}{(IsCoreDumped ? " (core dumped)" : "")}";
}
