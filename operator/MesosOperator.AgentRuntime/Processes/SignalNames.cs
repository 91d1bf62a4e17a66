namespace MesosOperator.AgentRuntime.Processes;

/// <summary>Signals in the words of Linux' strsignal(3).</summary>
internal static class SignalNames
{
    private const int FirstRealTimeSignal = 34;
    private const int LastRealTimeSignal = 64;

    private static readonly string[] Names =
    [
        "Unknown signal 0", "Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted",
        "Bus error", "Floating point exception", "Killed", "User defined signal 1", "Segmentation fault",
        "User defined signal 2", "Broken pipe", "Alarm clock", "Terminated", "Stack fault", "Child exited", "Continued",
        "Stopped (signal)", "Stopped", "Stopped (tty input)", "Stopped (tty output)", "Urgent I/O condition",
        "CPU time limit exceeded", "File size limit exceeded", "Virtual timer expired", "Profiling timer expired",
        "Window changed", "I/O possible", "Power failure", "Bad system call",
    ];

    public static string Describe(int signal) => signal switch
    {
        >= 0 when signal < Names.Length => Names[signal],
        >= FirstRealTimeSignal and <= LastRealTimeSignal => $"Real-time signal {signal - FirstRealTimeSignal}",
        _ => $"Unknown signal {signal}",
    };
}
