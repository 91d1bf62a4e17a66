using System.Text;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Inventory;

namespace MesosOperator.Kubernetes.Tests.Members.Inventory;

/// <summary>What is read of Pods of others.</summary>
public sealed class PodDigestTests
{
    [Theory]
    [InlineData("cpu", "100m")]
    [InlineData("cpu", "2")]
    [InlineData("cpu", "1500m")]
    [InlineData("cpu", "0.5")]
    [InlineData("cpu", "2k")]
    [InlineData("cpu", "1e2")]
    [InlineData("cpu", "-1")]
    [InlineData("cpu", "12345678901234567890")]
    [InlineData("memory", "128Mi")]
    [InlineData("memory", "1Gi")]
    [InlineData("memory", "63983916Ki")]
    [InlineData("memory", "134217728")]
    [InlineData("memory", "1.5Gi")]
    [InlineData("memory", "128M")]
    [InlineData("memory", "999999999999Gi")]
    [InlineData("ephemeral-storage", "95551679124")]
    [InlineData("nvidia.com/gpu", "2")]
    [InlineData("hugepages-2Mi", "1Gi")]
    public void An_amount_is_what_the_library_takes_it_for(string name, string amount)
    {
        var digest = Read("""{"metadata":{"name":"p"},"spec":{"nodeName":"n","containers":[{"resources":{"requests":{"NAME":"AMOUNT"}}}]}}""".Replace("NAME", name, StringComparison.Ordinal).Replace("AMOUNT", amount, StringComparison.Ordinal));

        Assert.Equal(QuantityReader.Read([new(name, new ResourceQuantity(amount))]), digest.Requests);
    }

    [Fact]
    public void Only_what_tells_it_from_others_is_kept_of_its_metadata()
    {
        var digest = Read("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"web","uid":"u","resourceVersion":"7","labels":{"a":"b"},"managedFields":[{"manager":"m"}]},"spec":{"nodeName":"","containers":null},"status":{"phase":"Running"}}""");

        Assert.Equal(("p", "web", "u", "7"), (digest.Metadata.Name, digest.Metadata.NamespaceProperty, digest.Metadata.Uid, digest.Metadata.ResourceVersion));
        Assert.Null(digest.Metadata.Labels);
        Assert.Null(digest.Node);
        Assert.Equal(default, digest.Requests);
    }

    [Fact]
    public void Pods_of_one_node_share_its_name()
    {
        var words = new WordPool();
        var (first, second) = (Read("""{"metadata":{"name":"p","namespace":"web"},"spec":{"nodeName":"n1"}}"""), Read("""{"metadata":{"name":"q","namespace":"web"},"spec":{"nodeName":"n1"}}"""));

        first.Share(words);
        second.Share(words);

        Assert.Same(first.Node, second.Node);
        Assert.Same(first.Metadata.NamespaceProperty, second.Metadata.NamespaceProperty);
    }

    private static PodDigest Read(string text) => ObjectJson.Read<PodDigest>(Encoding.UTF8.GetBytes(text))!;
}
