namespace MesosOperator.AgentRuntime.Devices;

/// <summary>
/// Writes the program by which control groups of version 2 decide about devices: the kernel runs it for each opening of a
/// device with who wants what of which one, and refuses when it returns 0. In extended BPF, eight bytes an instruction.
/// </summary>
internal static class DeviceProgram
{
    // Registers: 0 is the answer, 1 the question.
    private const byte Answer = 0;
    private const byte Question = 1;
    private const byte Kind = 2;
    private const byte Access = 3;
    private const byte Major = 4;
    private const byte Minor = 5;
    private const byte Rest = 6;

    // struct bpf_cgroup_dev_ctx: access in the upper and kind in the lower half, major, minor.
    private const short AccessOffset = 0;
    private const short MajorOffset = 4;
    private const short MinorOffset = 8;
    private const int KindMask = 0xffff;
    private const int AccessShift = 16;

    private const byte LoadWord = 0x61;
    private const byte Move = 0xbf;
    private const byte SetTo = 0xb7;
    private const byte And = 0x57;
    private const byte ShiftRight = 0x77;
    private const byte JumpUnlessEqual = 0x55;
    private const byte Exit = 0x95;

    public static ulong[] Of(IEnumerable<DeviceRule> allowed)
    {
        var program = new List<ulong>
        {
            Of(LoadWord, Kind, Question, AccessOffset, 0),
            Of(Move, Access, Kind, 0, 0),
            Of(And, Kind, 0, 0, KindMask),
            Of(ShiftRight, Access, 0, 0, AccessShift),
            Of(LoadWord, Major, Question, MajorOffset, 0),
            Of(LoadWord, Minor, Question, MinorOffset, 0),
        };
        foreach (var rule in allowed)
            program.AddRange(Of(rule));
        program.AddRange([Of(SetTo, Answer, 0, 0, 0), Of(Exit, 0, 0, 0, 0)]);
        return [.. program];
    }

    /// <summary>Answers 1 when everything fits, and else goes on behind.</summary>
    private static List<ulong> Of(DeviceRule rule)
    {
        var tests = new List<(byte Register, int Value)> { (Kind, rule.Kind == 'b' ? 1 : 2) };
        if (rule.Major is { } major)
            tests.Add((Major, (int)major));
        if (rule.Minor is { } minor)
            tests.Add((Minor, (int)minor));

        const int afterTests = 5;
        var code = new List<ulong>();
        foreach (var (register, value) in tests)
            code.Add(Of(JumpUnlessEqual, register, 0, (short)(tests.Count - code.Count - 1 + afterTests), value));
        code.AddRange(
        [
            Of(Move, Rest, Access, 0, 0),
            Of(And, Rest, 0, 0, ~MaskOf(rule.Access)),
            Of(JumpUnlessEqual, Rest, 0, 2, 0),
            Of(SetTo, Answer, 0, 0, 1),
            Of(Exit, 0, 0, 0, 0),
        ]);
        return code;
    }

    private static int MaskOf(string access) =>
        (access.Contains('m') ? 1 : 0) | (access.Contains('r') ? 2 : 0) | (access.Contains('w') ? 4 : 0);

    /// <summary>struct bpf_insn.</summary>
    private static ulong Of(byte code, byte target, byte source, short offset, int value) =>
        code | (ulong)(byte)(target | source << 4) << 8 | (ulong)(ushort)offset << 16 | (ulong)(uint)value << 32;
}
