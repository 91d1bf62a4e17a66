using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Budgets;

public class InterfaceMembersTests : LawTests<InterfaceMembers>
{
    [Fact]
    public void An_interface_of_eight_members_is_seen() => AssertBroken($"{CoreFile} IOffer", (CoreFile, Interface(8)));

    [Fact]
    public void An_interface_of_seven_members_is_fine() => AssertKept((CoreFile, Interface(7)));

    private static string Interface(int members) =>
        $"interface IOffer {{ {string.Join(" ", Enumerable.Range(0, members).Select(i => $"int M{i} {{ get; }}"))} }}";
}
