using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace MesosOperator.Benchmarks.Clusters.Fakes;

/// <summary>One cluster of the fake: so many nodes with so many Pods on each, none of which is kept, and what has changed of them.</summary>
internal sealed class FakeCluster(int number, int nodes, int podsOnEach)
{
    private const string NodeCpus = "16";

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (string Cpus, bool IsUnschedulable)> _changes = [];
    private ImmutableList<Channel<byte[]>> _watches = [];
    private long _version = 1_000_000;

    /// <summary>What tells it from every other cluster.</summary>
    public string Uid => new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).ToString();

    /// <summary>The version of everything now.</summary>
    public long Version => Interlocked.Read(ref _version);

    public int Nodes => nodes;

    public int Pods => nodes * podsOnEach;

    public static string NodeName(int cluster, int node) => string.Create(CultureInfo.InvariantCulture, $"fake-{cluster}-node-{node}");

    /// <summary>A node, by its place in the list.</summary>
    public string Node(int index)
    {
        lock (_gate)
        {
            var (cpus, isUnschedulable) = _changes.GetValueOrDefault(index, (NodeCpus, false));
            return FakeTexts.Node(NodeName(number, index), UidOf(1, index), Text(index + 1), cpus, isUnschedulable);
        }
    }

    /// <summary>A Pod, by its place in the list.</summary>
    public string Pod(int index)
    {
        var node = index / podsOnEach;
        return FakeTexts.Pod(string.Create(CultureInfo.InvariantCulture, $"web-7d4b9c6f5d-{index:x5}"), UidOf(2, index), Text(nodes + index + 1), NodeName(number, node));
    }

    /// <summary>Changes a node and tells all who watch nodes.</summary>
    public void Change(int node, string cpus, bool isUnschedulable)
    {
        lock (_gate)
        {
            _changes[node] = (cpus, isUnschedulable);
            var version = ++_version;
            var text = FakeTexts.Node(NodeName(number, node), UidOf(1, node), Text(version), cpus, isUnschedulable).Replace(
                "{\"metadata\"", "{\"kind\":\"Node\",\"apiVersion\":\"v1\",\"metadata\"", StringComparison.Ordinal);
            var line = Encoding.UTF8.GetBytes("{\"type\":\"MODIFIED\",\"object\":" + text + "}\n");
            foreach (var watch in _watches)
                watch.Writer.TryWrite(line);
        }
    }

    /// <summary>From now on the lines of a watch of the nodes come to a channel.</summary>
    public Channel<byte[]> Watch()
    {
        var watch = Channel.CreateUnbounded<byte[]>();
        ImmutableInterlocked.Update(ref _watches, (all, added) => all.Add(added), watch);
        return watch;
    }

    public void End(Channel<byte[]> watch) => ImmutableInterlocked.Update(ref _watches, (all, gone) => all.Remove(gone), watch);

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private string UidOf(short kind, int index) => new Guid(number, kind, 0, 0, 0, 0, 0, (byte)(index >> 24), (byte)(index >> 16), (byte)(index >> 8), (byte)index).ToString();
}
