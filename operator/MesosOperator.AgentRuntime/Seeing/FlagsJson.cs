using System.Text.Json;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>The options as <c>/flags</c> tells them.</summary>
internal static class FlagsJson
{
    public static void Write(Utf8JsonWriter json, AgentSetting setting)
    {
        json.WriteStartObject();
        WriteProperty(json, setting);
        json.WriteEndObject();
    }

    public static void WriteProperty(Utf8JsonWriter json, AgentSetting setting)
    {
        json.WriteStartObject("flags");
        foreach (var (name, value) in setting.Flags)
            json.WriteString(name, value);
        json.WriteEndObject();
    }
}
