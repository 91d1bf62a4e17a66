using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Devices;

/// <summary>Lets the processes of control groups of version 2 open some devices and no others, by bpf(2).</summary>
internal sealed unsafe class DeviceGuard
{
    private const int LoadProgram = 5;
    private const int AttachProgram = 8;
    private const uint KindOfProgram = 15;
    private const uint KindOfAttachment = 6;

    /// <summary>Programs of groups above and below count as well: all of them must agree.</summary>
    private const uint AllowMultiple = 2;

    /// <summary>That many bytes of union bpf_attr are used here; the kernel takes the rest for zero.</summary>
    private const int AttributesSize = 72;

    /// <summary>The program of tasks without devices of their own, which nearly all are; held open as long as the agent lives.</summary>
    private readonly Descriptor _usual;

    /// <exception cref="IOException">The kernel or the rights of the agent do not allow it.</exception>
    public DeviceGuard() => _usual = Load(DeviceRule.Usual);

    /// <param name="folder">Of the control group.</param>
    /// <param name="more">What may be used besides the usual.</param>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public void Guard(string folder, ImmutableArray<DeviceRule> more)
    {
        if (more.IsEmpty)
        {
            Attach(folder, _usual);
            return;
        }

        using var program = Load([.. DeviceRule.Usual, .. more]);
        Attach(folder, program);
    }

    private static Descriptor Load(ImmutableArray<DeviceRule> allowed)
    {
        fixed (ulong* code = DeviceProgram.Of(allowed))
        fixed (byte* license = "Apache-2.0\0"u8)
        {
            var attributes = stackalloc byte[AttributesSize];
            new Span<byte>(attributes, AttributesSize).Clear();
            ((uint*)attributes)[0] = KindOfProgram;
            ((uint*)attributes)[1] = (uint)DeviceProgram.Of(allowed).Length;
            ((ulong*)attributes)[1] = (ulong)code;
            ((ulong*)attributes)[2] = (ulong)license;
            return Descriptor.Of(LibC.Bpf(LoadProgram, attributes, AttributesSize), "Loading a program for devices");
        }
    }

    private static void Attach(string folder, Descriptor program)
    {
        using var group = Descriptor.Of(LibC.Open(folder, LibC.OpenReadOnly | LibC.OpenCloseOnExec, 0), folder);
        var attributes = stackalloc uint[AttributesSize / sizeof(uint)];
        new Span<uint>(attributes, AttributesSize / sizeof(uint)).Clear();
        (attributes[0], attributes[1], attributes[2], attributes[3]) = ((uint)group.Number, (uint)program.Number, KindOfAttachment, AllowMultiple);
        if (LibC.Bpf(AttachProgram, attributes, AttributesSize) != 0)
            throw new IOException($"Guarding the devices of {folder}: {ErrorNumbers.Describe(Marshal.GetLastPInvokeError())}");
    }
}
