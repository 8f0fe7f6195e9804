using System.Globalization;
using System.Text;
using FluentAssertions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelCore.Analyzers.Loops;
using Xunit.Abstractions;

namespace ParallelCore.AnalyzerTests.Loops;

/// <summary>Whatever is offered for a loop gives what the loop gives: on the library, and with bodies that run out of order.</summary>
public sealed class GeneratedLoopTests(ITestOutputHelper output)
{
    private static readonly int s_perClass = Effort.Pick(quick: 20, full: 100);

    [Fact]
    public void Offers_GeneratedLoops_GiveWhatTheLoopsGive()
    {
        int seed = Environment.TickCount, classes = Effort.Pick(quick: 1, full: 3), offers = 0, loops = 0, offered = 0;
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < classes; i++)
        {
            string source = new GeneratedLoops(seed + i).Class(s_perClass);
            CSharpCompilation before = TwoForms.Compile(source);
            var taken = new List<(string Method, LoopOffer Offer, string After)>();
            var after = new StringBuilder();
            foreach ((StatementSyntax loop, LoopOffers found) in TwoForms.Read(before, IsGenerated))
            {
                var method = (MethodDeclarationSyntax)loop.Parent!.Parent!;
                loops++;
                offered += found.Offers.Count > 0 ? 1 : 0;
                foreach (LoopOffer offer in found.Offers)
                {
                    // A copy of the method and of the one that calls it, with the offer taken.
                    string name = string.Create(CultureInfo.InvariantCulture, $"{method.Identifier.ValueText[1..]}_{taken.Count}"), number = method.Identifier.ValueText[1..];
                    string text = TwoForms.Take(source, offer);
                    int start = method.FullSpan.Start, end = method.FullSpan.End + text.Length - source.Length;
                    string callee = text[start..end].Replace($"L{number}(", $"L{name}(", StringComparison.Ordinal);
                    string caller = ((ClassDeclarationSyntax)method.Parent!).Members.OfType<MethodDeclarationSyntax>().Single(member => member.Identifier.ValueText == "M" + number).ToFullString();
                    after.Append(caller.Replace($"M{number}(", $"M{name}(", StringComparison.Ordinal).Replace($"L{number}(", $"L{name}(", StringComparison.Ordinal)).Append(callee);
                    taken.Add((number, offer, name));
                    kinds[offer.Key] = kinds.GetValueOrDefault(offer.Key) + 1;
                }
            }

            offers += taken.Count;
            string changed = source[..source.LastIndexOf('}')] + after + "}\n";
            using TwoForms.Loaded one = TwoForms.Load(before), parallel = TwoForms.Load(TwoForms.Compile(changed)), outOfOrder = TwoForms.Load(TwoForms.Compile(changed, outOfOrder: true));
            foreach ((string number, LoopOffer offer, string name) in taken)
            {
                string expected = one.Run("Loops", "M" + number);
                string Because() => $"seed {seed + i}: {offer.Key} of\n{offer.Replaced[^1]}\nis\n{offer.Text}\nin {offer.Replaced[0].Ancestors().OfType<MethodDeclarationSyntax>().First()}";
                Agree(outOfOrder.Run("Loops", "M" + name), expected).Should().BeTrue(Because());
                Agree(parallel.Run("Loops", "M" + name), expected).Should().BeTrue(Because());
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {loops} loops, {offered} with an offer, {offers} offers: {string.Join(", ", kinds.Select(static kind => $"{kind.Value} {kind.Key}"))}"));
        (offered * 10).Should().BeGreaterThan(loops, "the generator writes many loops that can be proven");
    }

    private static bool IsGenerated(StatementSyntax loop) =>
        loop.Parent?.Parent is MethodDeclarationSyntax method && method.Identifier.ValueText.StartsWith('L') && loop is not ForStatementSyntax { Declaration.Variables: [{ Identifier.ValueText: "z" }] };

    // Where the loop fails, so must what replaces it; which of several failures comes first is another matter.
    private static bool Agree(string actual, string expected) => actual == expected || (actual.StartsWith("threw ", StringComparison.Ordinal) && expected.StartsWith("threw ", StringComparison.Ordinal));
}
