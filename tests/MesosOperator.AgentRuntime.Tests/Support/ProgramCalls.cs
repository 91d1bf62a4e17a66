namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>Calls about programs beside tasks, as JSON.</summary>
internal static class ProgramCalls
{
    public static string Launch(string parent, string id, string command) =>
        $$$$$"""{"type":"LAUNCH_NESTED_CONTAINER","launch_nested_container":{"container_id":{"value":"{{{{{id}}}}}","parent":{"value":"{{{{{parent}}}}}"}},"command":{"value":"{{{{{command}}}}}"}}}""";

    public static string Call(string type, string parent, string id) =>
        $$$$$"""{"type":"{{{{{type}}}}}","{{{{{type.ToLowerInvariant()}}}}}":{"container_id":{"value":"{{{{{id}}}}}","parent":{"value":"{{{{{parent}}}}}"}}}}""";
}
