namespace MesosOperator.Benchmarks.Clusters.Fakes;

/// <summary>Nodes and Pods as an API server tells of them, about as long as they usually are. The Pods ask for 100m and 128Mi.</summary>
internal static class FakeTexts
{
    private const char Mark = '~';

    private static readonly string[] NodePieces = Read("node.json");
    private static readonly string[] PodPieces = Read("pod.json");

    /// <summary>A node.</summary>
    public static string Node(string name, string uid, string version, string cpus, bool isUnschedulable) => Fill(NodePieces, piece => piece switch
    {
        "name" => name,
        "uid" => uid,
        "version" => version,
        "cpus" => cpus,
        _ => isUnschedulable ? ",\"unschedulable\":true" : "",
    });

    /// <summary>A Pod that runs on a node.</summary>
    public static string Pod(string name, string uid, string version, string node) => Fill(PodPieces, piece => piece switch
    {
        "name" => name,
        "uid" => uid,
        "version" => version,
        _ => node,
    });

    /// <summary>Every second piece is the name of what stands there.</summary>
    private static string Fill(string[] pieces, Func<string, string> value)
    {
        var filled = new string[pieces.Length];
        for (var piece = 0; piece < pieces.Length; piece++)
            filled[piece] = piece % 2 == 0 ? pieces[piece] : value(pieces[piece]);
        return string.Concat(filled);
    }

    private static string[] Read(string name)
    {
        using var reader = new StreamReader(typeof(FakeTexts).Assembly.GetManifestResourceStream(typeof(FakeTexts), name)!);
        return reader.ReadToEnd().TrimEnd().Split(Mark);
    }
}
