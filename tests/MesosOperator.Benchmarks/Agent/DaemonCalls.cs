using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MesosOperator.Benchmarks.Agent;

/// <summary>What the calls of a containerd have cost, as it tells itself.</summary>
internal sealed class DaemonCalls : IDisposable
{
    private const string Sum = "grpc_server_handling_seconds_sum{";
    private const string Count = "grpc_server_handling_seconds_count{";

    private readonly HttpClient _client = new();

    private DaemonCalls(string address) => Address = address;

    /// <summary>Where it is to tell that, host and port.</summary>
    public string Address { get; }

    /// <summary>An address that is free.</summary>
    public static DaemonCalls Prepare()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new DaemonCalls(listener.LocalEndpoint.ToString()!);
    }

    /// <summary>Seconds spent in each method so far, by names such as <c>tasks.Create</c>, and how often it was called.</summary>
    public async Task<IReadOnlyDictionary<string, (double Seconds, double Calls)>> ReadAsync()
    {
        var lines = (await _client.GetStringAsync(new Uri($"http://{Address}/v1/metrics"))).Split('\n');
        var (seconds, calls) = (Of(lines, Sum), Of(lines, Count));
        return calls.ToDictionary(method => method.Key, method => (seconds.GetValueOrDefault(method.Key), method.Value), StringComparer.Ordinal);
    }

    public void Dispose() => _client.Dispose();

    private static Dictionary<string, double> Of(string[] lines, string name) => lines
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .GroupBy(MethodOf, line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))
        .ToDictionary(method => method.Key, method => method.Sum(), StringComparer.Ordinal);

    /// <summary>Of a service such as containerd.services.tasks.v1.Tasks the part that tells it from the others.</summary>
    private static string MethodOf(string line) => $"{Label(line, "grpc_service").Split('.')[^3]}.{Label(line, "grpc_method")}";

    private static string Label(string line, string name)
    {
        var from = line.IndexOf(name + "=\"", StringComparison.Ordinal) + name.Length + 2;
        return line[from..line.IndexOf('"', from)];
    }
}
