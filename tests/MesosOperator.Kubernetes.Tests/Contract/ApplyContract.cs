using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Objects;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>Server-side apply: who owns which field, and what becomes of it.</summary>
public abstract class ApplyContract : ContractTests
{
    [Fact]
    public void Managers_apply_side_by_side_and_take_back_only_their_own() => Run(async world =>
    {
        var one = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("one"));
        var other = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("other"));
        var mine = world.ConfigMap("a", "1");
        mine.Data["mine"] = "1";
        await one.ApplyAsync(mine, world.Stop);
        var theirs = world.ConfigMap("a", "1");
        theirs.Data["theirs"] = "1";
        var both = await other.ApplyAsync(theirs, world.Stop);
        Assert.Equal(["mine", "text", "theirs"], both.Data.Keys.Order());
        theirs.Data["text"] = "2";
        await FailsAsync(ApiFailure.Conflict, () => other.ApplyAsync(theirs, world.Stop));
        mine.Data.Remove("mine");
        mine.Data.Remove("text");
        mine.Data["new"] = "1";
        var after = await one.ApplyAsync(mine, world.Stop);
        Assert.Equal(["new", "text", "theirs"], after.Data.Keys.Order());
    });

    [Fact]
    public void A_status_is_applied_apart_from_the_rest_and_only_when_it_changes() => Run(async world =>
    {
        var frameworks = world.Client<V1Alpha1Framework>("controller");
        var apply = new ServerSideApply<V1Alpha1Framework>(frameworks);
        var framework = await frameworks.CreateAsync(world.Framework("a"), world.Stop);
        V1Alpha1FrameworkStatus With(int offers) => new() { Offers = offers };
        Assert.True(await apply.ApplyStatusAsync(framework, null, With(1), world.Stop));
        var first = await frameworks.FindAsync(world.Key("a"), world.Stop);
        Assert.Equal((1, FrameworkTransport.Resource), (first?.Status?.Offers, first?.Spec.Transport));
        Assert.Equal(framework.Metadata.Generation, first?.Metadata.Generation);
        Assert.False(await apply.ApplyStatusAsync(framework, With(1), With(1), world.Stop));
        Assert.True(await apply.ApplyStatusAsync(framework, With(1), With(2), world.Stop));
        var meddle = ResourcePatch.Merge(new() { ["status"] = new JsonObject { ["offers"] = 9 } });
        await world.Client<V1Alpha1Framework>("meddler").PatchAsync(world.Key("a"), "status", meddle, world.Stop);
        Assert.True(await apply.ApplyStatusAsync(framework, With(9), With(2), world.Stop));
        Assert.Equal(2, (await frameworks.FindAsync(world.Key("a"), world.Stop))?.Status?.Offers);
        var gone = world.Framework("gone");
        gone.Metadata.Uid = "x";
        await FailsAsync(ApiFailure.NotFound, () => apply.ApplyStatusAsync(gone, null, With(1), world.Stop));
    });

    [Fact]
    public void An_apply_that_changes_nothing_makes_no_new_version() => Run(async world =>
    {
        var apply = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("one"));
        var first = await apply.ApplyAsync(world.ConfigMap("a", "1"), world.Stop);
        var second = await apply.ApplyAsync(world.ConfigMap("a", "1"), world.Stop);
        Assert.Equal(first.Metadata.ResourceVersion, second.Metadata.ResourceVersion);
    });

    [Fact]
    public void What_a_manager_wrote_without_applying_is_another_managers_to_it() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>("one");
        await maps.CreateAsync(world.ConfigMap("a", "1"), world.Stop);
        var apply = new ServerSideApply<V1ConfigMap>(maps);
        await apply.ApplyAsync(world.ConfigMap("a", "1"), world.Stop);
        await FailsAsync(ApiFailure.Conflict, () => apply.ApplyAsync(world.ConfigMap("a", "2"), world.Stop));
        Assert.Equal(["text"], (await apply.ApplyAsync(Bare(world), world.Stop)).Data.Keys);
    });

    [Fact]
    public void A_field_that_is_taken_over_is_its_new_owners_alone() => Run(async world =>
    {
        var one = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("one"));
        await one.ApplyAsync(world.ConfigMap("a", "1"), world.Stop);
        var taken = ResourcePatch.ApplyOwn(Object("v1", "ConfigMap", "a", "data", new JsonObject { ["text"] = "2" }));
        Assert.Equal("2", (await world.Client<V1ConfigMap>("other").PatchAsync(world.Key("a"), "", taken, world.Stop)).Data["text"]);
        await FailsAsync(ApiFailure.Conflict, () => one.ApplyAsync(world.ConfigMap("a", "1"), world.Stop));
        Assert.Equal("2", (await one.ApplyAsync(Bare(world), world.Stop)).Data["text"]);
    });

    [Fact]
    public void A_field_that_is_replaced_is_no_longer_its_appliers() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>("other");
        var one = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("one"));
        var applied = await one.ApplyAsync(world.ConfigMap("a", "1"), world.Stop);
        applied.Data["text"] = "2";
        await maps.ReplaceAsync(applied, world.Stop);
        await FailsAsync(ApiFailure.Conflict, () => one.ApplyAsync(world.ConfigMap("a", "1"), world.Stop));
        Assert.Equal("2", (await one.ApplyAsync(Bare(world), world.Stop)).Data["text"]);
    });

    [Fact]
    public void A_field_that_another_removed_is_set_again() => Run(async world =>
    {
        var one = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("one"));
        await one.ApplyAsync(world.ConfigMap("a", "1"), world.Stop);
        var removal = ResourcePatch.Merge(new() { ["data"] = new JsonObject { ["text"] = null } });
        await world.Client<V1ConfigMap>("other").PatchAsync(world.Key("a"), "", removal, world.Stop);
        Assert.Equal("1", (await one.ApplyAsync(world.ConfigMap("a", "1"), world.Stop)).Data["text"]);
    });

    [Fact]
    public void The_last_label_and_the_last_datum_take_their_map_with_them() => Run(async world =>
    {
        var apply = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("one"));
        var map = world.ConfigMap("a", "1");
        map.Metadata.Labels = new Dictionary<string, string> { ["example.org/team"] = "red" };
        var labelled = await apply.ApplyAsync(map, world.Stop);
        Assert.Equal("red", labelled.Metadata.Labels["example.org/team"]);
        var after = await apply.ApplyAsync(Bare(world), world.Stop);
        Assert.Null(after.Metadata.Labels);
        Assert.Null(after.Data);
    });

    [Fact]
    public void Finalizers_and_owners_are_each_its_managers_own() => Run(async world =>
    {
        var one = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("one"));
        var other = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("other"));
        await one.ApplyAsync(Held(world, "one"), world.Stop);
        var both = await other.ApplyAsync(Held(world, "two"), world.Stop);
        Assert.Equal(["mesosoperator.io/one", "mesosoperator.io/two"], both.Metadata.Finalizers.Order());
        Assert.Equal(["uid-one", "uid-two"], both.Metadata.OwnerReferences.Select(owner => owner.Uid).Order());
        var left = await one.ApplyAsync(Bare(world), world.Stop);
        Assert.Equal(["mesosoperator.io/two"], left.Metadata.Finalizers);
        Assert.Equal(["uid-two"], left.Metadata.OwnerReferences.Select(owner => owner.Uid));
    });

    [Fact]
    public virtual void Conditions_are_each_its_managers_own() => Run(async world =>
    {
        // Not an object of ours: of these, servers before 1.22 take every list for one value, as their quantities confuse them.
        var node = world.Namespace;
        var one = world.Client<V1Node>("one");
        var other = world.Client<V1Node>("other");
        await one.CreateAsync(new V1Node { ApiVersion = "v1", Kind = "Node", Metadata = new V1ObjectMeta { Name = node } }, world.Stop);
        async Task<IEnumerable<string>> SayAsync(ResourceClient<V1Node> client, string type, string status)
        {
            var said = ResourcePatch.ApplyOwn(Object("v1", "Node", node, "status", Conditions(type, status)));
            var after = await client.PatchAsync(new("", node), "status", said, world.Stop);
            return after.Status.Conditions.Select(condition => $"{condition.Type} {condition.Status}").Order();
        }
        await SayAsync(one, "Ready", "True");
        Assert.Equal(["Ready True", "Valid True"], await SayAsync(other, "Valid", "True"));
        Assert.Equal(["Ready False", "Valid True"], await SayAsync(one, "Ready", "False"));
        Assert.Equal(["Known True", "Valid True"], await SayAsync(one, "Known", "True"));
    });

    [Fact]
    public void What_a_manager_applies_to_the_status_leaves_what_it_applied_to_the_rest() => Run(async world =>
    {
        var client = world.Client<V1Alpha1Framework>("one");
        var apply = new ServerSideApply<V1Alpha1Framework>(client);
        var wanted = world.Framework("a");
        wanted.Metadata.Labels = new Dictionary<string, string> { ["team"] = "red" };
        await apply.ApplyAsync(wanted, world.Stop);
        var said = Object("mesosoperator.io/v1alpha1", "Framework", "a", "status", Conditions("Ready", "True"));
        await client.PatchAsync(world.Key("a"), "status", ResourcePatch.ApplyOwn(said), world.Stop);
        wanted.Metadata.Labels = null;
        var after = await apply.ApplyAsync(wanted, world.Stop);
        Assert.Null(after.Metadata.Labels);
        Assert.Equal(["Ready"], after.Status!.Conditions!.Select(condition => condition.Type));
    });

    [Fact]
    public void An_apply_to_what_is_not_the_object_meant_is_refused() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>("one");
        var apply = new ServerSideApply<V1ConfigMap>(maps);
        var present = await apply.ApplyAsync(world.ConfigMap("a", "1"), world.Stop);
        var stale = world.ConfigMap("a", "2");
        stale.Metadata.ResourceVersion = present.Metadata.ResourceVersion;
        present = await apply.ApplyAsync(stale, world.Stop);
        Assert.Equal("2", present.Data["text"]);
        stale.Data["text"] = "3";
        await FailsAsync(ApiFailure.Conflict, () => apply.ApplyAsync(stale, world.Stop));
        var another = world.ConfigMap("a", "3");
        another.Metadata.Uid = "00000000-0000-0000-0000-000000000000";
        await FailsAsync(ApiFailure.Invalid, () => apply.ApplyAsync(another, world.Stop));
    });

    [Fact]
    public void A_list_that_is_one_value_is_taken_or_left_as_a_whole() => Run(async world =>
    {
        var one = world.Client<V1Alpha1Framework>("one");
        await one.PatchAsync(world.Key("a"), "", Constrained("rack"), world.Stop);
        var changed = await one.PatchAsync(world.Key("a"), "", Constrained("zone", "host"), world.Stop);
        Assert.Equal(["zone", "host"], changed.Spec.OfferConstraints![0].Groups[0].Constraints.Select(c => c.Attribute));
        await FailsAsync(ApiFailure.Conflict, () =>
            world.Client<V1Alpha1Framework>("other").PatchAsync(world.Key("a"), "", Constrained("zone"), world.Stop));
    });

    private static V1ConfigMap Bare(ApiWorld world)
    {
        var map = world.ConfigMap("a", "");
        map.Data = null;
        return map;
    }

    private static V1ConfigMap Held(ApiWorld world, string by)
    {
        var map = Bare(world);
        map.Metadata.Finalizers = [$"mesosoperator.io/{by}"];
        map.Metadata.OwnerReferences = [new V1OwnerReference { ApiVersion = "v1", Kind = "ConfigMap", Name = by, Uid = $"uid-{by}" }];
        return map;
    }

    private protected static JsonObject Conditions(string type, string status) => new()
    {
        ["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = type,
            ["status"] = status,
            ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
            ["reason"] = "Said",
            ["message"] = "",
        }),
    };

    private static ResourcePatch Constrained(params string[] attributes) => ResourcePatch.Apply(Object("mesosoperator.io/v1alpha1", "Framework", "a", "spec", new JsonObject
    {
        ["transport"] = "Resource",
        ["offerConstraints"] = new JsonArray(new JsonObject
        {
            ["role"] = "*",
            ["groups"] = new JsonArray(new JsonObject
            {
                ["constraints"] = new JsonArray(
                    [.. attributes.Select(attribute => new JsonObject { ["attribute"] = attribute, ["operator"] = "Exists" })]),
            }),
        }),
    }));

    private protected static JsonObject Object(string apiVersion, string kind, string name, string part, JsonObject content) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
        [part] = content,
    };
}
