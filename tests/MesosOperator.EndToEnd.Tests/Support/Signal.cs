using System.Runtime.InteropServices;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>Signals for processes, by kill(2).</summary>
internal static class Signal
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int pid, int signal) => Assert.True(TrySend(pid, signal), $"No process {pid} takes signal {signal}");

    public static bool TrySend(int pid, int signal) => NativeKill(pid, signal) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int NativeKill(int pid, int signal);
}
