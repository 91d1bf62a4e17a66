using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Isolation;

/// <summary>
/// A filter for system calls (seccomp): denies those that change the host or make namespaces, and no task needs; whatever
/// is not listed is allowed. In classic BPF, as seccomp(2) takes it.
/// </summary>
internal static class CallFilter
{
    private const uint Allow = 0x7fff_0000;
    private const uint NotPermitted = 0x0005_0001;
    private const uint NotImplemented = 0x0005_0026;
    private const uint KillProcess = 0x8000_0000;

    /// <summary>struct seccomp_data: the number, the architecture, then the arguments.</summary>
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint FirstArgumentOffset = 16;

    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    /// <summary>CLONE_NEW… of mounts, cgroups, host names, IPC, users, process ids and networks.</summary>
    private const uint NamespaceFlags = 0x7e02_0000;

    private const uint FirstOfX32 = 0x4000_0000;

    private static readonly bool IsArm64 = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Their numbers on x86-64 and arm64; 0: that one has none such.</summary>
    private static readonly (uint X64, uint Arm64)[] Denied =
    [
        (165, 40), (166, 39), (155, 41), (428, 428), (429, 429), (430, 430), (431, 431), (432, 432), (433, 433), (442, 442), // mounts
        (272, 97), (308, 268), // unshare, setns
        (175, 105), (313, 273), (176, 106), (246, 104), (320, 294), (169, 142), // modules, kexec, reboot
        (167, 224), (168, 225), (163, 89), (179, 60), (103, 116), (153, 58), // swap, accounting, quota, syslog, vhangup
        (164, 170), (227, 112), (305, 266), (159, 171), // clocks
        (248, 217), (249, 218), (250, 219), // keys, which no namespace separates
        (321, 280), (298, 241), (323, 282), (304, 265), (212, 18), // bpf, perf, userfaultfd, open by handle, dcookie
        (425, 425), (426, 426), (427, 427), // io_uring
        (172, 0), (173, 0), (136, 0), (134, 0), // iopl, ioperm, ustat, uselib
    ];

    public static IReadOnlyList<ulong> Instructions { get; } = Assemble();

    private static ulong[] Assemble()
    {
        var (architecture, clone) = IsArm64 ? (0xc000_00b7u, 220u) : (0xc000_003eu, 56u);
        var program = new List<ulong>
        {
            Of(Load, ArchitectureOffset), Of(JumpIfEqual, architecture, 1, 0), Of(Return, KillProcess),
            Of(Load, NumberOffset), Of(JumpIfAtLeast, IsArm64 ? uint.MaxValue : FirstOfX32, 0, 1), Of(Return, NotPermitted),

            // The flags of clone3 lie in memory, where no filter can look; the C library then takes clone.
            Of(JumpIfEqual, 435, 0, 1), Of(Return, NotImplemented),
        };
        foreach (var (x64, arm64) in Denied)
            if ((IsArm64 ? arm64 : x64) is not 0 and var number)
                program.AddRange([Of(JumpIfEqual, number, 0, 1), Of(Return, NotPermitted)]);
        program.AddRange(
        [
            Of(JumpIfEqual, clone, 0, 3), Of(Load, FirstArgumentOffset), Of(JumpIfAnyBit, NamespaceFlags, 0, 1), Of(Return, NotPermitted),
            Of(Return, Allow),
        ]);
        return [.. program];
    }

    /// <summary>struct sock_filter.</summary>
    private static ulong Of(ushort code, uint value, byte ifTrue = 0, byte ifFalse = 0) =>
        code | (ulong)ifTrue << 16 | (ulong)ifFalse << 24 | (ulong)value << 32;
}
