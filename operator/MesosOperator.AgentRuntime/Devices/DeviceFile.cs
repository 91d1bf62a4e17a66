using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Devices;

/// <summary>Device files.</summary>
internal static class DeviceFile
{
    private const uint KindMask = 0xf000;
    private const uint CharacterKind = 0x2000;
    private const uint BlockKind = 0x6000;

    /// <summary>The rule that allows all with the device of a file; null where the file is none, or there is no such file.</summary>
    public static DeviceRule? RuleOf(string path)
    {
        if (FileFacts.Of(path) is not { } facts)
            return null;
        return (facts.Mode & KindMask) switch
        {
            CharacterKind => new DeviceRule('c', facts.DeviceMajor, facts.DeviceMinor, "rwm"),
            BlockKind => new DeviceRule('b', facts.DeviceMajor, facts.DeviceMinor, "rwm"),
            _ => null,
        };
    }
}
