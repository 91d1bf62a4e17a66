using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Budgets;

public class PublicBooleanParameterTests : LawTests<PublicBooleanParameter>
{
    [Fact]
    public void A_public_method_with_a_flag_is_seen() =>
        AssertBroken($"{CoreFile} Rescind", (CoreFile, "class Offer { public void Rescind(bool quietly) { } }"));

    [Fact]
    public void A_flag_in_an_interface_is_seen() =>
        AssertBroken($"{CoreFile} Rescind", (CoreFile, "interface IOffer { void Rescind(bool quietly); }"));

    [Fact]
    public void A_constructor_with_a_flag_is_seen() =>
        AssertBroken($"{CoreFile} Offer", (CoreFile, "class Offer { public Offer(bool shared) { } }"));

    [Fact]
    public void A_private_flag_an_override_a_value_and_a_record_are_fine() => AssertKept((CoreFile, """
        record Filter(bool Refused);
        class Offer {
            private void Rescind(bool quietly) { }
            public override void Write(Writer writer, bool flag) { }
            public void Append(string name, bool value) { }
            public static void That(bool condition, string law) { }
        }
        """));
}
