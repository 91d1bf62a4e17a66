using MesosOperator.AgentRuntime.Devices;

namespace MesosOperator.AgentRuntime.Tests.Devices;

/// <summary>
/// Runs the program for devices as the kernel would, instruction by instruction. That a kernel takes it, and does as it
/// says, is shown by <c>make test-cgroup2</c>.
/// </summary>
public sealed class DeviceProgramTests
{
    private const int Block = 1;
    private const int Character = 2;
    private const int Read = 2;
    private const int Write = 4;
    private const int Make = 1;

    [Theory]
    [InlineData(Character, 1, 3, Read | Write, true)]
    [InlineData(Character, 1, 1, Read, false)]
    [InlineData(Character, 1, 1, Make, true)]
    [InlineData(Character, 1, 1, Make | Read, false)]
    [InlineData(Block, 1, 3, Read, false)]
    [InlineData(Block, 8, 0, Make, true)]
    [InlineData(Character, 136, 77, Read | Write, true)]
    [InlineData(Character, 5, 1, Read, false)]
    [InlineData(Character, 195, 0, Read | Write, true)]
    [InlineData(Character, 195, 1, Read, false)]
    [InlineData(Character, 507, 0, Read, true)]
    [InlineData(Character, 507, 0, Write, false)]
    public void Allows_what_is_listed_and_nothing_else(int kind, int major, int minor, int access, bool isAllowed)
    {
        var program = DeviceProgram.Of([.. DeviceRule.Usual, new DeviceRule('c', 195, 0, "rwm"), new DeviceRule('c', 507, 0, "r")]);

        Assert.Equal(isAllowed ? 1 : 0, Run(program, [access << 16 | kind, major, minor]));
    }

    private static long Run(ulong[] program, int[] question)
    {
        var registers = new long[11];
        for (var at = 0; at < program.Length; at++)
        {
            var (code, target, source) = ((byte)program[at], (int)(program[at] >> 8 & 15), (int)(program[at] >> 12 & 15));
            var (offset, value) = ((short)(program[at] >> 16), (int)(program[at] >> 32));
            switch (code)
            {
                case 0x61: registers[target] = (uint)question[offset / 4]; break;
                case 0xbf: registers[target] = registers[source]; break;
                case 0xb7: registers[target] = value; break;
                case 0x57: registers[target] &= value; break;
                case 0x77: registers[target] = (long)((ulong)registers[target] >> value); break;
                case 0x55: at += registers[target] != value ? offset : 0; break;
                case 0x95: return registers[0];
                default: throw new InvalidOperationException($"Instruction {code:x2} is not known here");
            }
        }

        throw new InvalidOperationException("The program has no end");
    }
}
