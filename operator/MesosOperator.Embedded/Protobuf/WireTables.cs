namespace MesosOperator.Embedded.Protobuf;

/// <summary>The fields of the core kinds that kubectl sends as protobuf, by the numbers that Kubernetes gave them.</summary>
internal static class WireTables
{
    /// <summary>The envelope: which kind it is, and the object as bytes.</summary>
    public static WireMessage Type { get; } = new(new WireField(1, "apiVersion"), new WireField(2, "kind"));

    private static readonly WireField Metadata = new(1, "metadata", WireType.Message, new(
        new WireField(1, "name"), new WireField(2, "generateName"), new WireField(3, "namespace"), new WireField(5, "uid"),
        new WireField(6, "resourceVersion"), new WireField(11, "labels", WireType.TextMap), new WireField(12, "annotations", WireType.TextMap),
        new WireField(14, "finalizers", WireType.Texts)));

    private static readonly WireMessage ResourceAttributes = new(
        new WireField(1, "namespace"), new WireField(2, "verb"), new WireField(3, "group"), new WireField(4, "version"),
        new WireField(5, "resource"), new WireField(6, "subresource"), new WireField(7, "name"));

    private static readonly WireMessage PathAttributes = new(new WireField(1, "path"), new WireField(2, "verb"));

    public static IReadOnlyDictionary<string, WireMessage> Kinds { get; } = new SortedDictionary<string, WireMessage>(StringComparer.Ordinal)
    {
        ["v1 Namespace"] = new(Metadata),
        ["v1 ConfigMap"] = new(
            Metadata, new WireField(2, "data", WireType.TextMap), new WireField(3, "binaryData", WireType.BytesMap),
            new WireField(4, "immutable", WireType.Flag)),
        ["v1 Secret"] = new(
            Metadata, new WireField(2, "data", WireType.BytesMap), new WireField(3, "type"), new WireField(4, "stringData", WireType.TextMap),
            new WireField(5, "immutable", WireType.Flag)),
        ["authentication.k8s.io/v1 SelfSubjectReview"] = new(Metadata),
        ["authentication.k8s.io/v1 TokenReview"] = new(
            Metadata, new WireField(2, "spec", WireType.Message, new(new WireField(1, "token"), new WireField(2, "audiences", WireType.Texts)))),
        ["authorization.k8s.io/v1 SelfSubjectAccessReview"] = new(
            Metadata, new WireField(2, "spec", WireType.Message, new(
                new WireField(1, "resourceAttributes", WireType.Message, ResourceAttributes),
                new WireField(2, "nonResourceAttributes", WireType.Message, PathAttributes)))),
        ["authorization.k8s.io/v1 SubjectAccessReview"] = new(
            Metadata, new WireField(2, "spec", WireType.Message, new(
                new WireField(1, "resourceAttributes", WireType.Message, ResourceAttributes),
                new WireField(2, "nonResourceAttributes", WireType.Message, PathAttributes),
                new WireField(3, "user"), new WireField(4, "groups", WireType.Texts)))),
    };
}
