using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Naming;

/// <summary>The id is the first positional argument of the attribute, or the one named <c>EventId</c>; either way a number.</summary>
public sealed class LogEventIds : ILaw
{
    public string Rule => "Every log message has an event id of its own, by which an alert can find it for ever.";

    public IEnumerable<Breach> Check(SourceTree tree)
    {
        var messages = (from file in tree.Product
                        from attribute in file.All<AttributeSyntax>()
                        where attribute.Name.ToString() is "LoggerMessage"
                        let method = attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.Text
                        select (Place: $"{file.Path} {method}", Id: IdOf(attribute))).ToArray();
        foreach (var message in messages.Where(m => m.Id is null))
            yield return new Breach(message.Place, "has no event id");
        foreach (var shared in messages.Where(m => m.Id is not null).GroupBy(m => m.Id).Where(g => g.Count() > 1))
            foreach (var message in shared.Skip(1))
                yield return new Breach(message.Place, $"has event id {shared.Key} of {shared.First().Place}");
    }

    private static string? IdOf(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments
            .Where((argument, index) => argument.NameEquals?.Name.ToString() is "EventId"
                || argument.NameColon?.Name.ToString() is "eventId"
                || (index == 0 && argument.NameEquals is null && argument.NameColon is null))
            .Select(argument => argument.Expression.ToString())
            .FirstOrDefault(text => text.All(c => char.IsAsciiDigit(c) || c == '_'));
}
