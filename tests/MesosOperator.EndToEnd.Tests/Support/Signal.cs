using System.Runtime.InteropServices;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>Signals for processes, by kill(2).</summary>
internal static class Signal
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    public static void Send(int pid, int signal) => Assert.Equal(0, NativeKill(pid, signal));

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int NativeKill(int pid, int signal);
}
