namespace MesosOperator.TestKit.Kubernetes;

/// <summary>Where the fake keeps an object.</summary>
internal readonly record struct ObjectName(string ApiVersion, string Plural, string Namespace, string Name) : IComparable<ObjectName>
{
    public static ObjectName Of(FakeRequest request) => new(request.ApiVersion, request.Plural, request.Namespace, request.Name);

    public int CompareTo(ObjectName other) =>
        string.CompareOrdinal($"{ApiVersion}|{Plural}|{Namespace}|{Name}", $"{other.ApiVersion}|{other.Plural}|{other.Namespace}|{other.Name}");
}
