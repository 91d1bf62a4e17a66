using System.Text.Json;
using MesosOperator.Protocol.Text;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>The version of Mesos that is spoken, under its usual name, and the agent's own beside it.</summary>
internal static class VersionJson
{
    public static void Write(Utf8JsonWriter json, AgentSetting setting)
    {
        json.WriteStartObject();
        WriteProperties(json, setting);
        json.WriteEndObject();
    }

    public static void WriteProperties(Utf8JsonWriter json, AgentSetting setting)
    {
        json.WriteString("version", MesosVersion.Spoken);
        json.WriteString("agent_version", setting.Version);
    }
}
