using System.Reflection;
using System.Text.Json;
using MesosOperator.Http.Addresses;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Reading.State;

/// <summary>The version of Mesos that is spoken, under its usual name, and the operator's own beside it.</summary>
internal static class VersionJson
{
    /// <summary>The operator's version; after the plus sign the commit that it was built from, where that is known.</summary>
    private static readonly string[] Own = (typeof(VersionJson).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+', 2);

    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteProperties(json);
        json.WriteEndObject();
    }

    public static void WriteProperties(Utf8JsonWriter json)
    {
        json.WriteString("version", MasterAddress.MesosVersion);
        json.WriteString("operator_version", Own[0]);
        if (Own is [_, var commit])
            json.WriteString("git_sha", commit);
    }

    /// <summary>The same as a message of the operator API, which has no place for the operator's own version.</summary>
    public static VersionInfo Info()
    {
        var info = new VersionInfo { Version = MasterAddress.MesosVersion };
        if (Own is [_, var commit])
            info.GitSha = commit;
        return info;
    }
}
