// Programs that use the AWS SDK for Go as its users do: `go-client NAME [ARGUMENT…]` runs one, prints a line a result, and
// ends with 1 and the SDK's own words when it fails. Settings come from the environment alone.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/eksauth"
	"github.com/aws/aws-sdk-go-v2/service/eksauth/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

type program func(ctx context.Context, cfg aws.Config, arguments []string) error

var programs = map[string]program{
	"caller":  caller,
	"refresh": refresh,
	"assume":  assume,
	"put":     put,
}

func main() {
	if len(os.Args) < 2 || programs[os.Args[1]] == nil {
		fail(fmt.Errorf("no such program: %v", os.Args[1:]))
	}
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		fail(err)
	}
	if err := programs[os.Args[1]](ctx, cfg, os.Args[2:]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// caller prints who it is, and the provider of the default chain that knew.
func caller(ctx context.Context, cfg aws.Config, _ []string) error {
	identity, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return err
	}
	credentials, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	fmt.Println(credentials.Source, *identity.Arn)
	return nil
}

// refresh prints who it is; puts the token in the file of its second argument into the place of its first, as kubelet
// rotates tokens; forgets its credentials; and prints who it is, and whether they are other ones.
func refresh(ctx context.Context, cfg aws.Config, files []string) error {
	before, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	if err := caller(ctx, cfg, nil); err != nil {
		return err
	}
	if err := os.Rename(files[1], files[0]); err != nil {
		return err
	}
	cfg.Credentials.(*aws.CredentialsCache).Invalidate()
	if err := caller(ctx, cfg, nil); err != nil {
		return err
	}
	after, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	fmt.Println(before.CanExpire, after.Expires.Before(before.Expires), after.AccessKeyID != before.AccessKeyID)
	return nil
}

// assume calls EKS Auth for a cluster with each of some tokens, and prints a role or the type of the error.
func assume(ctx context.Context, cfg aws.Config, arguments []string) error {
	client := eksauth.NewFromConfig(cfg, func(o *eksauth.Options) { o.RetryMaxAttempts = 1 })
	for _, token := range arguments[1:] {
		input := &eksauth.AssumeRoleForPodIdentityInput{ClusterName: aws.String(arguments[0]), Token: aws.String(token)}
		given, err := client.AssumeRoleForPodIdentity(ctx, input)
		var notFound *types.ResourceNotFoundException
		var invalid *types.InvalidTokenException
		var expired *types.ExpiredTokenException
		var denied *types.AccessDeniedException
		switch {
		case err == nil:
			fmt.Println(*given.Subject.Namespace, *given.Subject.ServiceAccount, *given.AssumedRoleUser.Arn)
		case errors.As(err, &notFound):
			fmt.Println("ResourceNotFoundException", notFound.ErrorMessage())
		case errors.As(err, &invalid):
			fmt.Println("InvalidTokenException", invalid.ErrorMessage())
		case errors.As(err, &expired):
			fmt.Println("ExpiredTokenException", expired.ErrorMessage())
		case errors.As(err, &denied):
			fmt.Println("AccessDeniedException", denied.ErrorMessage())
		default:
			return err
		}
	}
	return nil
}

// put writes an object into a bucket, and prints what AWS calls the error when it may not.
func put(ctx context.Context, cfg aws.Config, arguments []string) error {
	client := s3.NewFromConfig(cfg, func(o *s3.Options) { o.UsePathStyle = true })
	input := &s3.PutObjectInput{
		Bucket: aws.String(arguments[0]),
		Key:    aws.String(arguments[1]),
		Body:   strings.NewReader("a"),
	}
	_, err := client.PutObject(ctx, input)
	var refused smithy.APIError
	if errors.As(err, &refused) {
		fmt.Println(refused.ErrorCode(), refused.ErrorMessage())
		return nil
	}
	if err == nil {
		fmt.Println("written")
	}
	return err
}
