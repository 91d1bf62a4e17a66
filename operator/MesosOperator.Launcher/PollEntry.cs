using System.Runtime.InteropServices;

namespace MesosOperator.Launcher;

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    public int File;
    public short Wanted;
    public short Seen;
}
