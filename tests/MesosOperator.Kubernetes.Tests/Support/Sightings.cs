using k8s.Models;
using MesosOperator.Kubernetes.Reconciling.Informers;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>What an informer tells, in words: <c>Added a=1</c>.</summary>
internal sealed class Sightings
{
    private readonly List<string> _told = [];

    public Sightings(Informer<V1ConfigMap> informer) =>
        informer.Subscribe(change => _told.Add($"{change.Kind} {change.Resource.Metadata.Name}={change.Resource.Data["text"]}"));

    public IReadOnlyList<string> Told => _told;
}
