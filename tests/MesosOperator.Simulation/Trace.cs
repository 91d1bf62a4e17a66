using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MesosOperator.Core.Primitives;
using MesosOperator.TestKit;

namespace MesosOperator.Simulation;

/// <summary>All that happened, as a hash over its text, and the last of it to read.</summary>
internal sealed class Trace : IDisposable
{
    private const int LinesKept = 200;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Queue<string> _last = new();

    public long Lines { get; private set; }

    public IEnumerable<string> LastLines => _last;

    public void Add(Instant now, string kind, object what)
    {
        var line = $"{(now - TestMaster.Start).TotalSeconds.ToString("0.0000000", CultureInfo.InvariantCulture)} {kind} {CanonicalText.Of(what)}";
        Lines++;
        _hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        _last.Enqueue(line);
        if (_last.Count > LinesKept)
            _last.Dequeue();
    }

    public string Hash() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
