using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MesosOperator.AgentRuntime.Containers.Networks;

/// <summary>Runs the plugins of networks (container network interface, protocol 0.4 and 1.0).</summary>
internal sealed class NetworkPlugins(NetworkSettings settings, TimeProvider time)
{
    private const string Loopback = "lo";
    private const string First = "eth0";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Takes a container into a network: what the last plugin says, null where that is nothing.</summary>
    /// <exception cref="NetworkException">A plugin refuses, or is not there.</exception>
    public async Task<JsonObject?> AddAsync(NetworkConfiguration network, string id, string @namespace, JsonObject abilities, CancellationToken stop)
    {
        JsonObject? result = null;
        foreach (var plugin in network.Plugins)
            result = await RunAsync("ADD", network, plugin, (id, @namespace), abilities, result, stop) ?? result;
        return result;
    }

    /// <summary>Takes it out again. What was never done is no obstacle.</summary>
    /// <exception cref="NetworkException">A plugin cannot.</exception>
    public async Task RemoveAsync(NetworkConfiguration network, string id, string @namespace, JsonObject abilities, JsonObject? result, CancellationToken stop)
    {
        foreach (var plugin in network.Plugins.Reverse())
            await RunAsync("DEL", network, plugin, (id, @namespace), abilities, result, stop);
    }

    private async Task<JsonObject?> RunAsync(
        string command, NetworkConfiguration network, JsonObject plugin, (string Id, string Namespace) container, JsonObject abilities, JsonObject? before, CancellationToken stop)
    {
        var type = (string?)plugin["type"] ?? "";
        var program = settings.Find(type) ?? throw new NetworkException($"There is no network plugin '{type}' in {string.Join(", ", settings.Plugins)}");
        var input = plugin.DeepClone().AsObject();
        (input["name"], input["cniVersion"]) = (network.Name, network.Version);
        if (plugin["capabilities"] is JsonObject wanted)
            input["runtimeConfig"] = new JsonObject(abilities.Where(ability => (bool?)wanted[ability.Key] == true).Select(ability => KeyValuePair.Create(ability.Key, ability.Value?.DeepClone())));
        if (before is not null)
            input["prevResult"] = before.DeepClone();
        using var process = new Process { StartInfo = StartOf(program, command, type, container) };
        process.Start();
        var (code, output) = await FinishAsync(process, input.ToJsonString(), stop);
        var answer = Parse(output);
        if (code != 0)
            throw new NetworkException($"Network plugin '{type}' fails: {(string?)answer?["msg"] ?? $"it ends with status {code}"}");
        return command == "ADD" ? answer : null;
    }

    private ProcessStartInfo StartOf(string program, string command, string type, (string Id, string Namespace) container)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CNI_COMMAND"] = command;
        start.Environment["CNI_CONTAINERID"] = container.Id;
        start.Environment["CNI_NETNS"] = container.Namespace;
        start.Environment["CNI_IFNAME"] = type == "loopback" ? Loopback : First;
        start.Environment["CNI_PATH"] = string.Join(':', settings.Plugins);
        return start;
    }

    private async Task<(int Code, string Output)> FinishAsync(Process process, string input, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), either.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(either.Token);
            await errors;
            return (process.ExitCode, await output);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            throw new NetworkException($"A network plugin has not ended within {Limit.TotalSeconds} s");
        }
        catch (IOException)
        {
            await process.WaitForExitAsync(either.Token);
            return (process.ExitCode, "");
        }
    }

    private static JsonObject? Parse(string output)
    {
        try
        {
            return output.Length == 0 ? null : JsonNode.Parse(output) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
