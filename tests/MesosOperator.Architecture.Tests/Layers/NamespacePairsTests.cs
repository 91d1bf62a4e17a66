using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Layers;

public class NamespacePairsTests : LawTests<NamespacePairs>
{
    private const string Pair = "MesosOperator.Core.Offers <-> MesosOperator.Core.Tasks";

    [Fact]
    public void Two_namespaces_that_use_each_other_is_seen() => AssertBroken(Pair,
        File("Offers", "Offer", "using MesosOperator.Core.Tasks;", "class Offer { TaskState s; }"),
        File("Tasks", "TaskState", "using MesosOperator.Core.Offers;", "class TaskState { System.Collections.Generic.List<Offer> o; }"));

    [Fact]
    public void A_global_import_is_seen() => AssertBroken(Pair,
        File("Offers", "Offer", "global using MesosOperator.Core.Tasks;", "class Offer { TaskState s; }"),
        File("Tasks", "TaskState", "using MesosOperator.Core.Offers;", "class TaskState { Offer o; }"));

    [Fact]
    public void A_parent_that_uses_its_child_and_is_used_by_it_is_seen() => AssertBroken(
        "MesosOperator.Core.Offers <-> MesosOperator.Core.Offers.Filters",
        File("Offers", "Offer", "using MesosOperator.Core.Offers.Filters;", "class Offer { Filter f; }"),
        File("Offers/Filters", "Filter", "", "class Filter { Offer o; }"));

    [Fact]
    public void One_direction_is_fine() => AssertKept(
        File("Offers", "Offer", "using MesosOperator.Core.Tasks;", "class Offer { TaskState s; }"),
        File("Tasks", "TaskState", "", "class TaskState;"));

    [Fact]
    public void An_import_that_nothing_uses_is_fine() => AssertKept(
        File("Offers", "Offer", "using MesosOperator.Core.Tasks;", "class Offer { TaskState s; }"),
        File("Tasks", "TaskState", "using MesosOperator.Core.Offers;", "class TaskState { int n = x.Offer; }"));

    private static (string Path, string Text) File(string folder, string name, string imports, string body) => (
        $"operator/MesosOperator.Core/{folder}/{name}.cs",
        $"{imports}\nnamespace MesosOperator.Core.{folder.Replace('/', '.')};\n{body}");
}
