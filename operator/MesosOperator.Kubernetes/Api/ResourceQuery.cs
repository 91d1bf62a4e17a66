namespace MesosOperator.Kubernetes.Api;

/// <summary>Which objects of a kind: those of a namespace (all when empty) that the selectors match.</summary>
internal sealed record ResourceQuery(string Namespace = "", string LabelSelector = "", string FieldSelector = "")
{
    internal string Parameters(params ReadOnlySpan<(string Name, string Value)> more)
    {
        var parameters = new List<string>();
        Add("labelSelector", LabelSelector);
        Add("fieldSelector", FieldSelector);
        foreach (var (name, value) in more)
            Add(name, value);
        return parameters.Count == 0 ? "" : "?" + string.Join('&', parameters);

        void Add(string name, string value)
        {
            if (value.Length > 0)
                parameters.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}
