import * as analyzer from '@aws-sdk/client-accessanalyzer'
import type { LeftOut } from '../left-out.ts'

/** What Access Analyzer has and this server does not. */
export const accessAnalyzerLeftOut: LeftOut = [
  [
    'analyzers are not here yet',
    analyzer.CreateAnalyzer$,
    analyzer.CreateServiceLinkedAnalyzer$,
    analyzer.DeleteAnalyzer$,
    analyzer.DeleteServiceLinkedAnalyzer$,
    analyzer.GetAnalyzer$,
    analyzer.ListAnalyzers$,
    analyzer.ListTagsForResource$,
    analyzer.TagResource$,
    analyzer.UntagResource$,
    analyzer.UpdateAnalyzer$,
  ],
  [
    'findings of analyzers are not here yet',
    analyzer.GenerateFindingRecommendation$,
    analyzer.GetAnalyzedResource$,
    analyzer.GetFinding$,
    analyzer.GetFindingRecommendation$,
    analyzer.GetFindingsStatistics$,
    analyzer.GetFindingV2$,
    analyzer.ListAnalyzedResources$,
    analyzer.ListFindings$,
    analyzer.ListFindingsV2$,
    analyzer.StartResourceScan$,
    analyzer.UpdateFindings$,
  ],
  [
    'archive rules of analyzers are not here yet',
    analyzer.ApplyArchiveRule$,
    analyzer.CreateArchiveRule$,
    analyzer.DeleteArchiveRule$,
    analyzer.GetArchiveRule$,
    analyzer.ListArchiveRules$,
    analyzer.UpdateArchiveRule$,
  ],
  [
    'access previews are not here yet',
    analyzer.CreateAccessPreview$,
    analyzer.GetAccessPreview$,
    analyzer.ListAccessPreviewFindings$,
    analyzer.ListAccessPreviews$,
  ],
  [
    'policies are not generated from the trail yet',
    analyzer.CancelPolicyGeneration$,
    analyzer.GetGeneratedPolicy$,
    analyzer.ListPolicyGenerations$,
    analyzer.StartPolicyGeneration$,
  ],
  [
    'what counts as public differs by type of resource, which is not known here yet',
    analyzer.CheckNoPublicAccess$,
  ],
]
