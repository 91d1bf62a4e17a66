using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>What statx(2) says of a file, of the link itself where it is one.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileFacts
{
    [FieldOffset(16)]
    public uint Links;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Number;

    /// <summary>Of 512 bytes each; what a file with holes takes, not what it seems to have.</summary>
    [FieldOffset(48)]
    public ulong Blocks;

    /// <summary>For a device file.</summary>
    [FieldOffset(128)]
    public uint DeviceMajor;

    [FieldOffset(132)]
    public uint DeviceMinor;

    /// <summary>Of the file system that it lies on.</summary>
    [FieldOffset(136)]
    public uint FileSystemMajor;

    [FieldOffset(140)]
    public uint FileSystemMinor;

    /// <summary>Null when there is no such file, or it cannot be looked at.</summary>
    /// <exception cref="PathTooLongException">It cannot even be named.</exception>
    public static unsafe FileFacts? Of(string path)
    {
        const int here = -100;
        const int notTheTarget = 0x100;
        const uint basics = 0x7ff;
        FileFacts facts;
        if (LibC.Statx(here, path, notTheTarget, basics, &facts) == 0)
            return facts;
        return Marshal.GetLastPInvokeError() == LibC.ErrorNameTooLong ? throw new PathTooLongException(path) : null;
    }
}
