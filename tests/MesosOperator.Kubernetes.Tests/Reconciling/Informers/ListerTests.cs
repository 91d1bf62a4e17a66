using CsCheck;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Reconciling.Informers;

public class ListerTests
{
    [Fact]
    public void An_index_also_knows_what_was_there_before_it()
    {
        var lister = new Lister<V1ConfigMap>();
        lister.Store(Cluster.ConfigMap("a", "red"));
        var byText = lister.IndexBy(map => [map.Data["text"]]);
        lister.Store(Cluster.ConfigMap("b", "red"));
        Assert.Equal([Cluster.Key("a"), Cluster.Key("b")], byText.Find("red").Keys);
        Assert.Empty(byText.Find("blue"));
    }

    [Fact]
    public void What_was_taken_out_does_not_change()
    {
        var lister = new Lister<V1ConfigMap>();
        lister.Store(Cluster.ConfigMap("a", "red"));
        var byText = lister.IndexBy(map => [map.Data["text"]]);
        var (all, red) = (lister.All, byText.Find("red"));
        lister.Remove(Cluster.Key("a"));
        Assert.Single(all);
        Assert.Single(red);
        Assert.Empty(lister.All);
        Assert.Empty(byText.Find("red"));
    }

    /// <summary>A command stores the object of a name with texts, or removes it when there are none.</summary>
    [Fact]
    public void An_index_finds_what_a_search_through_everything_finds() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3].HashSet[0, 3]).List[0, 40].Sample(commands =>
        {
            var lister = new Lister<V1ConfigMap>();
            var byText = lister.IndexBy(map => map.Data["text"].Split(','));
            foreach (var (name, texts) in commands)
                if (texts.Count == 0)
                    lister.Remove(Cluster.Key($"{name}"));
                else
                    lister.Store(Cluster.ConfigMap($"{name}", string.Join(',', texts)));
            return Enumerable.Range(0, 4).All(text => byText.Find($"{text}").Keys.SequenceEqual(
                lister.All.Where(entry => entry.Value.Data["text"].Split(',').Contains($"{text}")).Select(entry => entry.Key)));
        });

    [Fact]
    public void Keys_are_ordered_by_namespace_and_name() => Assert.Equal(
        ["b", "a/b", "a/c", "b/a"],
        new ResourceKey[] { new("b", "a"), new("a", "c"), new("", "b"), new("a", "b") }.Order().Select(key => key.ToString()));
}
