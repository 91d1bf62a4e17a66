using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Laws;

/// <summary>Every law of this program, and what the repository's exceptions leave of their breaches.</summary>
public static class LawBook
{
    public static IReadOnlyList<ILaw> Laws { get; } =
    [
        .. typeof(LawBook).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(ILaw)) && type is { IsInterface: false })
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (ILaw)Activator.CreateInstance(type)!),
    ];

    public static IReadOnlyList<Breach> Unexcused(ILaw law, SourceTree tree, IReadOnlyList<LawException> exceptions) =>
        [.. law.Check(tree).Where(breach => !exceptions.Any(e => Covers(e, law, breach)))];

    public static IReadOnlyList<LawException> Unneeded(SourceTree tree, IReadOnlyList<LawException> exceptions) =>
        [.. exceptions.Where(e => !Laws.Any(law => law.Check(tree).Any(breach => Covers(e, law, breach))))];

    private static bool Covers(LawException exception, ILaw law, Breach breach) =>
        exception.Law == law.GetType().Name && exception.Subject == breach.Subject;
}
