using System.Text;
using YamlDotNet.Serialization;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>What a kubeconfig may say that KubernetesClient does not read.</summary>
/// <param name="TokenFile">The file that a token is to be read from.</param>
/// <param name="Proxy">By which proxy the server is to be reached.</param>
/// <param name="Problem">Why that makes no sense; null where it does.</param>
internal sealed record KubeconfigExtras(string? TokenFile, Uri? Proxy, string? Problem)
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().IgnoreUnmatchedProperties().Build();

    /// <summary>What is said of a cluster and a user.</summary>
    public static KubeconfigExtras Read(byte[] text, string? cluster, string? user)
    {
        var said = Yaml.Deserialize<Document>(Encoding.UTF8.GetString(text));
        var file = said.Users?.Find(candidate => candidate.Name == user)?.User?.TokenFile;
        var proxy = said.Clusters?.Find(candidate => candidate.Name == cluster)?.Cluster?.ProxyUrl;
        if (string.IsNullOrEmpty(proxy))
            return new(file, null, null);
        return Uri.TryCreate(proxy, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "socks5"
            ? new(file, address, null)
            : new(file, null, $"'{proxy}' is no address of a proxy");
    }

    private sealed class Document
    {
        [YamlMember(Alias = "users")]
        public List<NamedUser>? Users { get; set; }

        [YamlMember(Alias = "clusters")]
        public List<NamedCluster>? Clusters { get; set; }
    }

    private sealed class NamedUser
    {
        [YamlMember(Alias = "name")]
        public string? Name { get; set; }

        [YamlMember(Alias = "user")]
        public UserText? User { get; set; }
    }

    private sealed class UserText
    {
        [YamlMember(Alias = "tokenFile")]
        public string? TokenFile { get; set; }
    }

    private sealed class NamedCluster
    {
        [YamlMember(Alias = "name")]
        public string? Name { get; set; }

        [YamlMember(Alias = "cluster")]
        public ClusterText? Cluster { get; set; }
    }

    private sealed class ClusterText
    {
        [YamlMember(Alias = "proxy-url")]
        public string? ProxyUrl { get; set; }
    }
}
